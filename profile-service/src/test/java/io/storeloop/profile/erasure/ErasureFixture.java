package io.storeloop.profile.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Erasures as ingestion begins them, and how long to wait for their end. */
final class ErasureFixture {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final TestDatabase database;

  ErasureFixture(TestDatabase database) {
    this.database = database;
  }

  /** The log first, then the owners are told; the user goes with these devices. */
  void erase(String userId, String... anonymousIds) {
    database
        .owner()
        .sql("delete from event where user_id = ? or anonymous_id = any (?)")
        .params(userId, anonymousIds)
        .update();
    database
        .owner()
        .sql(
            """
            insert into erasure (id, user_hash, key_check, user_id, anonymous_ids, state, requested_at, round_began_at)
            values (gen_random_uuid(), ?, 'check', ?, ?, 'running', now(), now())
            """)
        .params("hash of " + userId, userId, anonymousIds)
        .update();
  }

  /** Until every erasure has its receipt. */
  void awaitVacuumedReceipt() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (count("profile_erasure_receipt where vacuumed_at is not null") < count("erasure")) {
      assertThat(System.nanoTime())
          .as("receipts: %s", List.of(count("profile_erasure_receipt")))
          .isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  long count(String from) {
    return database.owner().sql("select count(*) from " + from).query(Long.class).single();
  }
}
