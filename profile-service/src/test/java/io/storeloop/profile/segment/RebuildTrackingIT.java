package io.storeloop.profile.segment;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RebuildTrackingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int SHOPPERS = 30;

  private final TestDatabase database = TestDatabase.create();

  @Test
  void nobodyLeavesOrEntersBecauseProfilesAreRebuilt() {
    List<Event> events = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int shopper = 0; shopper < SHOPPERS; shopper++) {
        String id = "shopper-" + shopper;
        events.add(round < 2 ? aView().by(id).event() : aPurchase().by(id).costing("10").event());
      }
    }
    new LogFixture(database).accept(events);
    try (ProfileServiceFixture service = service()) {
      service.catchUp();
      service.post(
          "/v1/segments",
          "{\"id\": \"buyers\", \"name\": \"Buyers\", \"condition\": {\"features.orders\": {\"$gte\": 1}}}");
      service.post(
          "/v1/segments",
          "{\"id\": \"lookers\", \"name\": \"Lookers\", \"condition\": {\"features.orders\": {\"$lt\": 1}}}");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> count("segment_member where segment_id = 'buyers'") == SHOPPERS);
      everybodyHasBeenLookedAt();
    }
    long changes = count("segment_change");
    database.owner().sql("update profile_rules set version = version - 1").update();

    try (ProfileServiceFixture service = service()) {
      service.catchUp();
      everybodyHasBeenLookedAt();
    }

    assertThat(count("profile")).isEqualTo(SHOPPERS);
    assertThat(count("segment_change")).isEqualTo(changes);
    assertThat(count("segment_member where segment_id = 'buyers'")).isEqualTo(SHOPPERS);
  }

  /** Takes one event after another, and looks at shoppers all the time. */
  private ProfileServiceFixture service() {
    return ProfileServiceFixture.on(
        database,
        "storeloop.follower.batch-size=1",
        "storeloop.profile.segments.tracking-interval=10ms");
  }

  private void everybodyHasBeenLookedAt() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            count("segment_due where due_at <= now() and cause in ('event', 'definition')") == 0);
  }

  private long count(String from) {
    return database.owner().sql("select count(*) from " + from).query(Long.class).single();
  }
}
