package io.storeloop.campaign.rehearsal;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.schema.EventLog;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the last days of the log by shopper, and what past campaigns have changed. */
@Component
class JdbcPastActs {
  /** What happened counts from when it arrived, where its sender's clock was ahead. */
  private static final String OF_SHOPPERS =
      """
      from event_v1 e left join campaign_device i
        on e.user_id is null and i.anonymous_id = e.anonymous_id and (e.tx, e.id) < (i.until_tx, i.until_id)
      where e.traffic is null and least(e.occurred_at, e.received_at) >= cast(:from as timestamptz)
        and e.occurred_at >= cast(:from as timestamptz)
        and least(e.occurred_at, e.received_at) < cast(:until as timestamptz)
      """;

  private static final String SHOPPER =
      "coalesce('u:' || coalesce(e.user_id, i.user_id), 'a:' || e.anonymous_id)";

  private static final String COUNT = "select count(distinct " + SHOPPER + ") " + OF_SHOPPERS;

  /** A draw by a digest, which says nothing about the shopper. */
  private static final String SHOPPERS =
      "select shopper from (select distinct "
          + SHOPPER
          + " as shopper "
          + OF_SHOPPERS
          + ") s order by md5(shopper) limit :most";

  private static final String ACTS =
      """
      select tx, id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id, quantity,
             price, currency, order_id, query, rating, position, list_id, recommendation_id, decision_id,
             duration_millis, source, properties, traffic
      from (
        select * from event_v1 where user_id = :user
        union all
        select e.* from event_v1 e left join campaign_device i
          on i.anonymous_id = e.anonymous_id and (e.tx, e.id) < (i.until_tx, i.until_id)
        where e.user_id is null and e.anonymous_id = :anonymous and i.user_id is null
        union all
        select e.* from campaign_device i join event_v1 e
          on e.user_id is null and e.anonymous_id = i.anonymous_id and (e.tx, e.id) < (i.until_tx, i.until_id)
        where i.user_id = :user
      ) own
      where traffic is null and occurred_at >= cast(:from as timestamptz)
      order by occurred_at
      limit :most
      """;

  /** Of the same trigger and the same kinds of offers; those whose window is over. */
  private static final String KIN =
      """
      select x.campaign_id, count(*) filter (where x.treated) as treated, count(*) filter (where x.treated and x.converted) as treated_goals,
             count(*) filter (where not x.treated) as held_out,
             count(*) filter (where not x.treated and x.converted) as held_out_goals
      from campaign own
        join campaign c on c.id <> own.id
          and coalesce(c.delivery -> 'trigger' ->> 'type', '') = coalesce(own.delivery -> 'trigger' ->> 'type', '')
          and (select array_agg(distinct o.kind ->> 'kind' order by o.kind ->> 'kind') from offer o where o.campaign_id = c.id)
            = (select array_agg(distinct o.kind ->> 'kind' order by o.kind ->> 'kind') from offer o where o.campaign_id = own.id)
        join campaign_exposure_v1 x on x.campaign_id = c.id
      where own.id = :campaign and not x.mixed and x.window_ends_at <= cast(:now as timestamptz)
      group by x.campaign_id
      """;

  private final ServiceDatabase database;
  private final EventLog log;

  JdbcPastActs(@Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json) {
    this.database = database;
    this.log = new EventLog(database.jdbc(), json);
  }

  /** What a past campaign did. */
  record Kin(UUID campaignId, long treated, long treatedGoals, long heldOut, long heldOutGoals) {}

  long count(Instant from, Instant until) {
    return database
        .jdbc()
        .sql(COUNT)
        .param("from", from.toString())
        .param("until", until.toString())
        .query(Long.class)
        .single();
  }

  List<Shopper> shoppers(Instant from, Instant until, int most) {
    return database
        .jdbc()
        .sql(SHOPPERS)
        .param("from", from.toString())
        .param("until", until.toString())
        .param("most", most)
        .query((row, number) -> shopper(Objects.requireNonNull(row.getString(1))))
        .list();
  }

  private static Shopper shopper(String key) {
    String id = key.substring(2);
    return key.startsWith("u:") ? new Shopper(id, null) : new Shopper(null, id);
  }

  /** What one shopper did since a moment, the first so many. */
  List<Event> acts(Shopper shopper, Instant from, int most) {
    return database
        .jdbc()
        .sql(ACTS)
        .param("user", shopper.userId())
        .param("anonymous", shopper.anonymousId())
        .param("from", from.toString())
        .param("most", most)
        .query((row, number) -> log.loggedEvent(row))
        .list()
        .stream()
        .map(LoggedEvent::event)
        .filter(Event::isOfShopper)
        .toList();
  }

  List<Kin> kin(UUID campaignId, Instant now) {
    return database
        .jdbc()
        .sql(KIN)
        .param("campaign", campaignId)
        .param("now", now.toString())
        .query((row, number) ->
            new Kin(
                row.getObject("campaign_id", UUID.class),
                row.getLong("treated"),
                row.getLong("treated_goals"),
                row.getLong("held_out"),
                row.getLong("held_out_goals")))
        .list();
  }
}
