package io.storeloop.recommendation.interaction;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.events.Event;
import io.storeloop.common.schema.EventLog;
import io.storeloop.common.schema.FollowerProperties;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Followers outside the application, not started. */
public final class FollowerFixture {
  private FollowerFixture() {}

  public static LogFollowerJob follower(
      ServiceDatabase database, Interactions interactions, Catalogue catalogue) {
    return follower(database, interactions::apply, catalogue);
  }

  static LogFollowerJob follower(
      ServiceDatabase database, Consumer<Event> effects, Catalogue catalogue) {
    return new LogFollowerJob(
        new EventLog(database.jdbc(), JsonMapper.shared()),
        new JdbcItemChanges(database.jdbc(), JsonMapper.shared()),
        effects,
        reached -> {},
        catalogue,
        new FollowerProperties(Duration.ofMillis(100), 1000, Duration.ofSeconds(1)),
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }
}
