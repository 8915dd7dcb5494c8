package io.storeloop.profile.cluster;

import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlacingIT {
  private static final Instant NOW = Instant.now();

  @Test
  void whoDoesNothingComesToBeLongAway() {
    TestDatabase database = TestDatabase.create();
    LogFixture log = new LogFixture(database);
    List<Event> seen = new ArrayList<>();
    for (int shopper = 0; shopper < 20; shopper++) {
      seen.add(aView().by("lately-" + shopper).at(ago(2 + shopper % 3)).event());
      seen.add(aView().by("away-" + shopper).at(ago(300 + shopper)).event());
    }
    log.accept(seen);
    try (ProfileServiceFixture service = ProfileServiceFixture.on(database);
        ServiceDatabase door = database.as(ServiceRole.PROFILE)) {
      service.catchUp();
      service.clustered("{\"features\": [\"daysSinceSeen\"], \"k\": 2}");
      String here = label(service, "lately-1");
      String away = label(service, "away-1");

      after(Duration.ofDays(1), door).place();
      String aDayLater = label(service, "lately-1");
      after(Duration.ofDays(310), door).place();

      assertThat(here).isNotEqualTo(away);
      assertThat(aDayLater).isEqualTo(here);
      assertThat(label(service, "lately-1")).isEqualTo(away);
    }
  }

  private static PlacingJob after(Duration time, ServiceDatabase door) {
    Clock later = Clock.fixed(NOW.plus(time), ZoneOffset.UTC);
    JsonMapper json = JsonMapper.shared();
    JdbcClusterMembers members = new JdbcClusterMembers(door);
    return new PlacingJob(
        new CurrentClustering(door, members, json, later),
        new Placing(new FeatureRows(door, json), members),
        later);
  }

  private static String ago(int days) {
    return NOW.minus(Duration.ofDays(days)).toString();
  }

  private static String label(ProfileServiceFixture service, String user) {
    return service.get("/v1/profiles/" + user).body().at("/cluster/label").asString();
  }
}
