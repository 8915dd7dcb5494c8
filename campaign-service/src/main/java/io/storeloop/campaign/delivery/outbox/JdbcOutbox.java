package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.common.ids.Uuids;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of {@code campaign_send}: queued → sending → sent, failed or suppressed.
 *
 * <p>A worker claims a row for a lease, by the clock of the database. If it dies, the lease runs
 * out and another claims the same row, with the same id. What it writes afterwards is fenced by the
 * number of the attempt, so that a worker thought dead changes nothing.
 */
@Component
public class JdbcOutbox {
  /**
   * A later occasion of the same id moves what still waits: a cart is abandoned from its last
   * change.
   */
  private static final String ADD =
      """
      insert into campaign_send (id, campaign_id, step, shopper, occasion, user_id, anonymous_id, channel, state, detail,
                                 occurred_at, planned_at, due_at, queued_at)
      select :id, :campaign, :step, :shopper, :occasion, :userId, :anonymousId, :channel, 'queued',
             cast(:detail as jsonb), :at, :due, :due, :now
      where not exists (
        select from campaign_send s
        where s.campaign_id = :campaign and s.shopper = :shopper and s.occasion <> :occasion
          and s.state in ('queued', 'sending', 'sent') and s.occurred_at > :repeatable)
      on conflict (campaign_id, step, shopper, occasion) do update
        set occurred_at = excluded.occurred_at, planned_at = excluded.planned_at, due_at = excluded.due_at,
            detail = excluded.detail, queued_at = excluded.queued_at
        where campaign_send.state = 'queued' and campaign_send.attempts = 0
          and excluded.occurred_at > campaign_send.occurred_at
      """;

  private static final String SUPERSEDE =
      """
      update campaign_send set state = 'suppressed', reason = :reason, finished_at = :now
      where campaign_id = :campaign and shopper = :shopper and occasion <> :occasion
        and starts_with(occasion, :kind) and state = 'queued' and decision_id is null
      """;

  /** Of a destination that takes calls now: the webhook of the campaign, or the channel. */
  private static final String OPEN =
      """
      channel <> all (:closed)
        and (channel <> 'webhook' or campaign_id not in (
          select c.id from campaign c where lower(c.delivery ->> 'webhookId') = any (:closed)))
      """;

  private static final String CLAIM =
      """
      update campaign_send
      set state = 'sending', attempts = attempts + 1, leased_until = now() + make_interval(secs => :lease)
      where id = (%s)
      returning *
      """;

  private static final String CLAIM_DUE =
      CLAIM.formatted(
          """
          select id from campaign_send where state = 'queued' and due_at <= :now order by due_at limit 1
          for update skip locked\
          """);

  /**
   * While destinations rest: from campaign to campaign that has something queued, by steps of the
   * index, so that of a campaign whose destination rests one entry is read, however much it has
   * waiting. Then of the others in the order of their earliest send, until a row can be locked.
   */
  static final String DUE_WHERE_OPEN =
      """
      with recursive waiting as (
        (select q.campaign_id from campaign_send q where q.state = 'queued' order by q.campaign_id limit 1)
        union all
        select (select q.campaign_id from campaign_send q
                where q.state = 'queued' and q.campaign_id > w.campaign_id order by q.campaign_id limit 1)
        from waiting w where w.campaign_id is not null
      )
      select due.id
      from (
        select w.campaign_id
        from waiting w
          join campaign c on c.id = w.campaign_id
          cross join lateral (
            select q.due_at from campaign_send q
            where q.state = 'queued' and q.campaign_id = w.campaign_id and q.due_at <= :now
            order by q.due_at limit 1) first
        where case when c.delivery ->> 'channel' = 'webhook' then lower(c.delivery ->> 'webhookId')
                   else coalesce(c.delivery ->> 'channel', '') end <> all (:closed)
        order by first.due_at
      ) open
        cross join lateral (
          select q.id from campaign_send q
          where q.state = 'queued' and q.campaign_id = open.campaign_id and q.due_at <= :now
          order by q.due_at limit 1
          for update skip locked) due
      limit 1
      """;

  private static final String CLAIM_DUE_WHERE_OPEN = CLAIM.formatted(DUE_WHERE_OPEN);

  /** There are never more than there are workers. */
  private static final String CLAIM_ABANDONED =
      CLAIM.formatted(
          """
          select id from campaign_send
          where state = 'sending' and leased_until < now() and cast(:now as timestamptz) is not null and %s
          limit 1 for update skip locked\
          """
              .formatted(OPEN));

  private static final String MINE =
      " where id = :id and state = 'sending' and attempts = :attempts";

  private static final String FINISH =
      """
      update campaign_send
      set state = :state, reason = :reason, finished_at = :now, leased_until = null
      """
          + MINE;

  /** In one statement, so that what has left is counted once, whoever else thinks it theirs. */
  private static final String SENT =
      """
      with sent as (
        update campaign_send
        set state = 'sent', reason = null, finished_at = :now, leased_until = null
        where id = :id and state = 'sending' and attempts = :attempts
        returning campaign_id
      )
      insert into campaign_sent as counted (campaign_id, messages)
      select campaign_id, 1 from sent
      on conflict (campaign_id) do update set messages = counted.messages + 1
      """;

  private static final String REQUEUE =
      """
      update campaign_send
      set state = 'queued', reason = :reason, due_at = :due, leased_until = null, attempts = attempts - :uncounted
      """
          + MINE;

  private static final String DECIDED =
      "update campaign_send set decision_id = :decision, offer_id = :offer" + MINE;

  private static final String REKEY =
      "update campaign_send set shopper = :shopper, user_id = :userId" + MINE;

  private static final String SIBLING =
      """
      select decision_id, offer_id from campaign_send
      where campaign_id = :campaign and shopper in (:shopper, :device) and occasion = :occasion
        and decision_id is not null
      order by shopper = :shopper desc, step
      limit 1
      """;

  private final ServiceDatabase database;
  private final JsonMapper json;
  private final RandomGenerator random;

  JdbcOutbox(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      JsonMapper json,
      @Qualifier("campaignRandom") RandomGenerator random) {
    this.database = database;
    this.json = json;
    this.random = random;
  }

  /** A decision that a send of the same occasion was drawn by. */
  record Decided(UUID decisionId, @Nullable String offerId) {}

  /**
   * Queues every step, once, however often the occasion is told; within the caller's transaction.
   *
   * @return how many rows are new or moved
   */
  public int add(Occasion occasion, Instant now) {
    DeliveryPlan plan = occasion.campaign().plan().delivery();
    if (plan == null || !plan.channel().sends()) {
      return 0;
    }
    int changed = 0;
    for (int step = 0; step < plan.steps().size(); step++) {
      Instant due = occasion.at().plus(plan.steps().get(step).after());
      changed +=
          database
              .jdbc()
              .sql(ADD)
              .param("id", Uuids.v7(now, random))
              .param("campaign", occasion.campaign().id())
              .param("step", step)
              .param("shopper", Send.keyOf(occasion.shopper()))
              .param("occasion", occasion.id())
              .param("userId", occasion.shopper().userId())
              .param("anonymousId", occasion.shopper().anonymousId())
              .param("channel", plan.channel().wireName())
              .param("detail", occasion.detail().toString())
              .param("at", time(occasion.at()))
              .param("due", time(due))
              .param("now", time(now))
              .param("repeatable", time(occasion.at().minus(plan.repeatAfter())))
              .update();
    }
    return changed;
  }

  /**
   * Gives up what still waits, undecided, for an earlier occasion of the same kind, which this one
   * shows to be over; else the earlier one would keep this one out until {@code repeatAfter}.
   */
  public void supersede(Occasion occasion, String kind, String reason, Instant now) {
    database
        .jdbc()
        .sql(SUPERSEDE)
        .param("reason", reason)
        .param("now", time(now))
        .param("campaign", occasion.campaign().id())
        .param("shopper", Send.keyOf(occasion.shopper()))
        .param("occasion", occasion.id())
        .param("kind", kind)
        .update();
  }

  /** Queues several in one transaction. */
  public void together(Runnable work) {
    database.transactions().executeWithoutResult(status -> work.run());
  }

  /**
   * The next send that is due, or that a dead worker has left; empty if there is none.
   *
   * @param closed destinations that are passed by
   */
  Optional<Send> claim(Instant now, Duration lease, List<String> closed) {
    return claim(CLAIM_ABANDONED, now, lease, closed)
        .or(() -> claim(closed.isEmpty() ? CLAIM_DUE : CLAIM_DUE_WHERE_OPEN, now, lease, closed));
  }

  private Optional<Send> claim(String sql, Instant now, Duration lease, List<String> closed) {
    return database
        .jdbc()
        .sql(sql)
        .param("now", time(now))
        .param("lease", lease.toMillis() / 1000.0)
        .param("closed", closed.toArray(String[]::new))
        .query((row, number) -> send(row))
        .optional();
  }

  /** Notes that it has left, and counts it; false if it is no longer this worker's. */
  boolean sent(Send send, Instant now) {
    return database
            .jdbc()
            .sql(SENT)
            .param("now", time(now))
            .param("id", send.id())
            .param("attempts", send.attempts())
            .update()
        == 1;
  }

  /** Notes why it never leaves; false if it is no longer this worker's. */
  boolean finish(Send send, String state, String reason, Instant now) {
    return database
            .jdbc()
            .sql(FINISH)
            .param("state", state)
            .param("reason", reason)
            .param("now", time(now))
            .param("id", send.id())
            .param("attempts", send.attempts())
            .update()
        == 1;
  }

  /** Puts it back; {@code counted} says whether this was an attempt. */
  void requeue(Send send, String reason, Instant due, boolean counted) {
    database
        .jdbc()
        .sql(REQUEUE)
        .param("reason", reason)
        .param("due", time(due))
        .param("uncounted", counted ? 0 : 1)
        .param("id", send.id())
        .param("attempts", send.attempts())
        .update();
  }

  /**
   * Binds it to a decision, within the transaction that writes the decision.
   *
   * @throws IllegalStateException if it is no longer this worker's
   */
  void decided(Send send, UUID decision, @Nullable String offerId) {
    int rows =
        database
            .jdbc()
            .sql(DECIDED)
            .param("decision", decision)
            .param("offer", offerId)
            .param("id", send.id())
            .param("attempts", send.attempts())
            .update();
    if (rows != 1) {
      throw new IllegalStateException("the lease of send " + send.id() + " is over");
    }
  }

  /**
   * What was decided for another step of the same occasion, or an earlier attempt of this one; also
   * for the device, before it signed in.
   */
  Optional<Decided> decisionOf(Send send) {
    return database
        .jdbc()
        .sql(SIBLING)
        .param("campaign", send.campaignId())
        .param("shopper", send.shopperKey())
        .param("device", "a:" + send.shopper().anonymousId())
        .param("occasion", send.occasion())
        .query((row, number) ->
            new Decided(row.getObject("decision_id", UUID.class), row.getString("offer_id")))
        .optional();
  }

  /** Says whose it is now; false if the user has the same step of the same occasion already. */
  boolean recognise(Send send, Shopper known) {
    try {
      database
          .jdbc()
          .sql(REKEY)
          .param("shopper", Send.keyOf(known))
          .param("userId", known.userId())
          .param("id", send.id())
          .param("attempts", send.attempts())
          .update();
      return true;
    } catch (DuplicateKeyException hasIt) {
      return false;
    }
  }

  private Send send(ResultSet row) throws SQLException {
    return new Send(
        row.getObject("id", UUID.class),
        row.getObject("campaign_id", UUID.class),
        row.getInt("step"),
        new Shopper(row.getString("user_id"), row.getString("anonymous_id")),
        row.getString("channel"),
        row.getString("occasion"),
        json.readTree(row.getString("detail")),
        instant(row, "occurred_at"),
        instant(row, "planned_at"),
        instant(row, "queued_at"),
        row.getInt("attempts"),
        row.getObject("decision_id", UUID.class),
        row.getString("offer_id"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
