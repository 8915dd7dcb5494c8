package io.storeloop.campaign.idempotency;

import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys of calls and their answers. A key is taken by a unique row before the call acts, and
 * kept with the answer after it. If the process dies between the two, the key is free again after
 * the lease, and whoever repeats the call then acts again: that is the one gap.
 */
@Component
@EnableConfigurationProperties(IdempotencyProperties.class)
class JdbcIdempotency {
  private static final int FORGOTTEN_AT_ONCE = 1000;
  private static final Pattern DECISION =
      Pattern.compile(
          "\"decisionId\"\\s*:\\s*\"(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\"");
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private static final String TAKE =
      """
      insert into campaign_idempotency as kept (key_digest, request_digest, begun_at)
      values (:key, :request, :now)
      on conflict (key_digest) do update
        set request_digest = excluded.request_digest, begun_at = excluded.begun_at,
            status = null, headers = null, answer = null, decision_ids = '{}'
        where kept.begun_at < :expired or (kept.status is null and kept.begun_at < :abandoned)
      """;

  private static final String FIND =
      "select request_digest, status, headers, answer from campaign_idempotency where key_digest = :key";

  private static final String KEEP =
      """
      update campaign_idempotency
      set status = :status, headers = cast(:headers as jsonb), answer = :answer, decision_ids = :decisions
      where key_digest = :key and begun_at = :begun
      """;

  private static final String RELEASE =
      "delete from campaign_idempotency where key_digest = :key and begun_at = :begun and status is null";

  private static final String FORGET_OLD =
      """
      delete from campaign_idempotency
      where key_digest in (
        select key_digest from campaign_idempotency
        where begun_at < :expired order by begun_at limit :limit for update skip locked)
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;
  private final IdempotencyProperties properties;

  JdbcIdempotency(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      JsonMapper json,
      Clock clock,
      IdempotencyProperties properties) {
    this.jdbc = database.jdbc();
    this.json = json;
    this.clock = clock;
    this.properties = properties;
  }

  Attempt begin(byte[] key, byte[] request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    OffsetDateTime expired = now.minus(properties.retention()).atOffset(ZoneOffset.UTC);
    int taken =
        jdbc.sql(TAKE)
            .param("key", key)
            .param("request", request)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("expired", expired)
            .param("abandoned", now.minus(properties.lease()).atOffset(ZoneOffset.UTC))
            .update();
    if (taken == 1) {
      return new Attempt.First(now);
    }
    Optional<Attempt> found =
        jdbc.sql(FIND).param("key", key).query((row, number) -> attempt(row, request)).optional();
    // released between the two statements: the first call has just failed
    return found.orElseGet(Attempt.UnderWay::new);
  }

  void keep(byte[] key, Instant begunAt, KeptAnswer answer) {
    jdbc.sql(KEEP)
        .param("key", key)
        .param("begun", begunAt.atOffset(ZoneOffset.UTC))
        .param("status", answer.status())
        .param("headers", json.writeValueAsString(answer.headers()))
        .param("answer", answer.body())
        .param("decisions", decisions(answer.body()))
        .update();
  }

  /** The decisions that an answer tells of: it is forgotten with them. */
  private static UUID[] decisions(@Nullable String body) {
    return body == null
        ? new UUID[0]
        : DECISION
            .matcher(body)
            .results()
            .map(found -> UUID.fromString(found.group(1)))
            .distinct()
            .toArray(UUID[]::new);
  }

  /** Deletes keys that are older than the retention; true if there may be more. */
  boolean forgetOld() {
    Instant expired = clock.instant().minus(properties.retention());
    return jdbc.sql(FORGET_OLD)
            .param("expired", expired.atOffset(ZoneOffset.UTC))
            .param("limit", FORGOTTEN_AT_ONCE)
            .update()
        == FORGOTTEN_AT_ONCE;
  }

  void release(byte[] key, Instant begunAt) {
    jdbc.sql(RELEASE).param("key", key).param("begun", begunAt.atOffset(ZoneOffset.UTC)).update();
  }

  private Attempt attempt(ResultSet row, byte[] request) throws SQLException {
    if (!Arrays.equals(row.getBytes("request_digest"), request)) {
      return new Attempt.OfAnotherCall();
    }
    int status = row.getInt("status");
    if (row.wasNull()) {
      return new Attempt.UnderWay();
    }
    String answer = row.getString("answer");
    return answer == null
        ? new Attempt.AnsweredInSecret()
        : new Attempt.Answered(
            new KeptAnswer(status, json.readValue(row.getString("headers"), HEADERS), answer));
  }
}
