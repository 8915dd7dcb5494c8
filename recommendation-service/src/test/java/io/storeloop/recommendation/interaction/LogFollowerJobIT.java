package io.storeloop.recommendation.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFollowerJobIT {
  private final TestDatabase database = TestDatabase.create();

  @Test
  void anEventThatCannotBeAppliedIsPutAsideAndNotTriedTwice() {
    aLogOfThreeEvents();
    List<String> tried = new ArrayList<>();

    try (ServiceDatabase door = database.as(ServiceRole.RECOMMENDATION)) {
      LogFollowerJob follower =
          FollowerFixture.follower(
              door,
              event -> {
                tried.add(event.messageId());
                if (event.messageId().equals("m2")) {
                  throw new IllegalStateException("poison");
                }
              },
              new Catalogue());
      follower.step();
      follower.step();

      assertThat(tried).containsExactly("m1", "m2", "m3");
      assertThat(follower.loaded()).isTrue();
    }
  }

  private void aLogOfThreeEvents() {
    database
        .owner()
        .sql(
            """
            do $$ begin perform ensure_event_partition(now()); end $$;
            insert into event (event_id, message_id, type, user_id, occurred_at, received_at, source)
            select gen_random_uuid(), 'm' || n, 'view', 'anna', now(), now(), 'test' from generate_series(1, 3) n
            """)
        .update();
  }
}
