package io.storeloop.recommendation.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.schema.EventLog;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JdbcOwnActsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();

  /** The phone is anna's; on the tablet, hers too, ben named himself between two views. */
  private static final String LOG =
      """
      do $$ begin perform ensure_event_partition('2026-05-04T10:00:00Z'); end $$;
      insert into event (event_id, message_id, type, user_id, anonymous_id, item_id, occurred_at, received_at, source)
      values (gen_random_uuid(), 'phone', 'view', null, 'phone', 'A', '2026-05-04T09:00:00Z', '2026-05-04T09:00:00Z', 'test'),
             (gen_random_uuid(), 'before', 'view', null, 'tablet', 'B', '2026-05-04T10:00:00Z', '2026-05-04T10:00:00Z', 'test'),
             (gen_random_uuid(), 'ben', 'identify', 'ben', 'tablet', null, '2026-05-04T11:00:00Z', '2026-05-04T11:00:00Z', 'test'),
             (gen_random_uuid(), 'after', 'view', null, 'tablet', 'C', '2026-05-04T12:00:00Z', '2026-05-04T12:00:00Z', 'test'),
             (gen_random_uuid(), 'anna', 'view', 'anna', 'tablet', 'D', '2026-05-04T13:00:00Z', '2026-05-04T13:00:00Z', 'test');
      insert into profile_identity_edge (edge_id, anonymous_id, user_id, place, state, reason, message_id, occurred_at, changed_at)
      values (gen_random_uuid(), 'tablet', 'anna', 0, 'merged', 'new_user', 'first', '2026-05-04T08:00:00Z', now()),
             (gen_random_uuid(), 'tablet', 'ben', 1, 'refused', 'shared_device', 'ben', '2026-05-04T11:00:00Z', now());
      insert into profile_sharing (anonymous_id, tx, id, shared_at)
      select anonymous_id, tx, id, occurred_at from event where message_id = 'ben'
      """;

  private final ServiceDatabase database = DATABASE.as(ServiceRole.RECOMMENDATION);
  private final JdbcOwnActs acts =
      new JdbcOwnActs(database.jdbc(), new EventLog(database.jdbc(), JsonMapper.shared()));

  static {
    DATABASE.owner().sql(LOG).update();
  }

  @Test
  void aUsersOtherBrowserThatIsSharedGivesOnlyWhatCameBefore() {
    EventCursor end = new EventCursor(Long.MAX_VALUE, 0);

    assertThat(acts.of("anna", List.of("phone", "tablet"), end))
        .extracting(Event::messageId)
        .containsExactly("phone", "before", "anna");
    assertThat(acts.of(null, List.of("tablet"), end))
        .extracting(Event::messageId)
        .containsExactly("before", "after");
  }

  @Test
  void whatHasNotBeenReadYetIsNotToldAgain() {
    assertThat(acts.of("anna", List.of("phone", "tablet"), EventCursor.START)).isEmpty();
  }
}
