package io.storeloop.campaign.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JdbcOutboxIT {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final String RESTING = "0198c8a0-0000-7000-8000-00000000000a";
  private static final String HEALTHY = "0198c8a0-0000-7000-8000-00000000000b";
  private static final int MANY = 20_000;

  private final TestDatabase database = TestDatabase.create();
  private final ServiceDatabase campaigns = database.as(ServiceRole.CAMPAIGN);
  private final JdbcOutbox outbox =
      new JdbcOutbox(campaigns, JsonMapper.shared(), new SplittableRandom(1));

  private UUID resting = new UUID(0, 0);
  private UUID healthy = new UUID(0, 0);
  private UUID mailing = new UUID(0, 0);
  private UUID silent = new UUID(0, 0);

  @BeforeEach
  void write() {
    // written in capitals, as a person may have
    resting =
        campaign(
            "{\"channel\": \"webhook\", \"webhookId\": \"%s\"}".formatted(RESTING.toUpperCase()));
    healthy = campaign("{\"channel\": \"webhook\", \"webhookId\": \"%s\"}".formatted(HEALTHY));
    mailing = campaign("{\"channel\": \"email\"}");
    silent = campaign(null);
  }

  @AfterEach
  void close() {
    campaigns.close();
  }

  private UUID campaign(@org.jspecify.annotations.Nullable String delivery) {
    UUID id = UUID.randomUUID();
    database
        .owner()
        .sql(
            """
            insert into campaign (id, version, state, name, placements, condition, priority, holdout_share, goal_window_days,
                                  salt, created_at, delivery)
            values (:id, 0, 'running', 'Sends', '{crm}', '{}', 0, 0, 7, 'salt', now(), cast(:delivery as jsonb))
            """)
        .param("id", id)
        .param("delivery", delivery)
        .update();
    return id;
  }

  /** Due a second after one another, the last of them at {@code latest}. */
  private void queue(UUID campaign, int sends, String channel, Instant latest) {
    database
        .owner()
        .sql(
            """
            insert into campaign_send (id, campaign_id, step, shopper, occasion, user_id, channel, state, detail, occurred_at,
                                       planned_at, due_at)
            select gen_random_uuid(), :campaign, 0, 'u:' || n, 'event:' || n, n::text, :channel, 'queued', '{}', t, t, t
            from generate_series(0, :sends - 1) n, lateral (select cast(:latest as timestamptz) - make_interval(secs => n) as t) due
            """)
        .param("campaign", campaign)
        .param("sends", sends)
        .param("channel", channel)
        .param("latest", latest.atOffset(ZoneOffset.UTC))
        .update();
  }

  private List<UUID> claimed(int most, String... closed) {
    List<UUID> claimed = new ArrayList<>();
    Optional<Send> next = outbox.claim(NOW, LEASE, List.of(closed));
    while (next.isPresent() && claimed.size() < most) {
      claimed.add(next.get().campaignId());
      next = outbox.claim(NOW, LEASE, List.of(closed));
    }
    return claimed;
  }

  @Test
  void whileADestinationRestsTheOthersGoOnInTheOrderInWhichTheyAreDue() {
    queue(resting, 3, "webhook", NOW.minusSeconds(100));
    queue(healthy, 2, "webhook", NOW.minusSeconds(50));
    queue(mailing, 1, "email", NOW.minusSeconds(51).plusMillis(500));
    queue(silent, 1, "webhook", NOW);

    assertThat(claimed(9, RESTING)).containsExactly(healthy, mailing, healthy, silent);
    assertThat(claimed(9, RESTING, HEALTHY)).isEmpty();
    assertThat(claimed(9)).containsExactly(resting, resting, resting);
  }

  @Test
  void mailsRestTogether() {
    queue(mailing, 2, "email", NOW.minusSeconds(60));
    queue(healthy, 1, "webhook", NOW);

    assertThat(claimed(9, "email")).containsExactly(healthy);
    assertThat(claimed(9)).containsExactly(mailing, mailing);
  }

  @Test
  void whatIsNotDueStaysAndWhatAnotherHasLockedIsPassedBy() {
    queue(healthy, 1, "webhook", NOW.minusSeconds(10));
    queue(mailing, 1, "email", NOW.minusSeconds(5));
    queue(silent, 1, "webhook", NOW.plusSeconds(1));

    campaigns
        .transactions()
        .executeWithoutResult(status -> {
          campaigns
              .jdbc()
              .sql("select id from campaign_send where campaign_id = :campaign for update")
              .param("campaign", healthy)
              .query(UUID.class)
              .list();
          try (var other = database.as(ServiceRole.CAMPAIGN)) {
            JdbcOutbox others = new JdbcOutbox(other, JsonMapper.shared(), new SplittableRandom(2));
            assertThat(others.claim(NOW, LEASE, List.of(RESTING)).orElseThrow().campaignId())
                .isEqualTo(mailing);
            assertThat(others.claim(NOW, LEASE, List.of(RESTING))).isEmpty();
          }
        });

    assertThat(claimed(9, RESTING)).containsExactly(healthy);
  }

  @Test
  void whatWaitsForADestinationThatRestsIsNotRead() {
    queue(resting, MANY, "webhook", NOW.minusSeconds(100));
    queue(healthy, 5, "webhook", NOW);
    queue(mailing, 5, "email", NOW);
    database.owner().sql("analyze campaign_send").update();

    JsonNode plan =
        JsonMapper.shared()
            .readTree(
                database
                    .owner()
                    .sql("explain (analyze, buffers, format json) " + JdbcOutbox.DUE_WHERE_OPEN)
                    .param("now", NOW.atOffset(ZoneOffset.UTC))
                    .param("closed", new String[] {RESTING})
                    .query(String.class)
                    .single())
            .path(0)
            .path("Plan");

    assertThat(read(plan)).as(plan.toPrettyString()).isBetween(1.0, 100.0);
    assertThat(plan.path("Shared Hit Blocks").asInt() + plan.path("Shared Read Blocks").asInt())
        .as(plan.toPrettyString())
        .isLessThan(200);
  }

  /** Rows that scans gave or threw away. */
  private static double read(JsonNode node) {
    double rows =
        node.path("Node Type").asString().contains("Scan")
            ? (node.path("Actual Rows").asDouble()
                    + node.path("Rows Removed by Filter").asDouble(0))
                * node.path("Actual Loops").asDouble()
            : 0;
    for (JsonNode part : node.path("Plans")) {
      rows += read(part);
    }
    return rows;
  }
}
