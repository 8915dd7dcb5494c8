package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.json.JsonMapper;

class ErasureFollowerIT {
  private final TestDatabase database = TestDatabase.create();
  private final ServiceDatabase profile = database.as(ServiceRole.PROFILE);
  private final List<RuntimeException> faults = new ArrayList<>();

  @AfterEach
  void close() {
    profile.close();
  }

  private Map<String, Long> forget(ForgottenShopper shopper) {
    if (shopper.userId().equals("older") && !faults.isEmpty()) {
      throw faults.removeFirst();
    }
    return Map.of("profiles", 1L);
  }

  private long receipts() {
    return database
        .owner()
        .sql("select count(*) from profile_erasure_receipt")
        .query(Long.class)
        .single();
  }

  @Test
  void whomTheOwnerFailsToForgetKeepsNobodyElseWaiting() {
    database
        .owner()
        .sql(
            """
            insert into erasure (id, user_hash, key_check, user_id, state, requested_at, round_began_at)
            values (gen_random_uuid(), 'a', 'check', 'older', 'running', now() - interval '1 hour', now()),
                   (gen_random_uuid(), 'b', 'check', 'younger', 'running', now(), now())
            """)
        .update();
    faults.add(new DataAccessResourceFailureException("away"));
    faults.add(new IllegalStateException("a mistake of the owner"));
    ErasureFollower follower =
        new ErasureFollower(
            profile,
            ServiceRole.PROFILE,
            this::forget,
            List.of(),
            new ErasureProperties(Duration.ofSeconds(1), Duration.ZERO),
            JsonMapper.shared(),
            Clock.systemUTC(),
            new SimpleMeterRegistry());

    assertThat(follower.step()).isEqualTo(1);
    assertThat(follower.step()).isZero();
    assertThat(receipts()).isEqualTo(1);
    assertThat(follower.step()).isEqualTo(1);
    assertThat(follower.step()).isZero();
    assertThat(receipts()).isEqualTo(2);
  }
}
