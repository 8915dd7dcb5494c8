package io.storeloop.campaign.outcome;

import io.storeloop.common.schema.TestDatabase;
import java.time.Instant;

/**
 * A log and the devices found in it: the browser {@code tablet} did something while it was {@code
 * first}'s, then {@code second} named themselves there, then it did something again.
 */
public final class SharedTablet {
  public static final Instant MORNING = Instant.parse("2026-05-04T09:00:00Z");
  public static final Instant EVENING = Instant.parse("2026-05-04T20:00:00Z");

  private SharedTablet() {}

  /** In place of whatever the log held; both acts are about {@code SHOES}. */
  public static void in(TestDatabase database, String before, String after) {
    database
        .owner()
        .sql(
            """
            do $$ begin perform ensure_event_partition('2026-05-04T10:00:00Z'); end $$;
            delete from campaign_identity;
            delete from event;
            insert into event (event_id, message_id, type, user_id, anonymous_id, item_id, occurred_at, received_at, source)
            values (gen_random_uuid(), 'before', '%s', null, 'tablet', 'SHOES', '2026-05-04T10:00:00Z', '2026-05-04T10:00:00Z', 'test'),
                   (gen_random_uuid(), 'second', 'identify', 'second', 'tablet', null, '2026-05-04T11:00:00Z', '2026-05-04T11:00:00Z', 'test'),
                   (gen_random_uuid(), 'after', '%s', null, 'tablet', 'SHOES', '2026-05-04T12:00:00Z', '2026-05-04T12:00:00Z', 'test');
            insert into campaign_identity (anonymous_id, user_id, state, shared_tx, shared_id)
            select 'tablet', 'first', 'merged', tx, id from event where message_id = 'second'
            """
                .formatted(before, after))
        .update();
  }
}
