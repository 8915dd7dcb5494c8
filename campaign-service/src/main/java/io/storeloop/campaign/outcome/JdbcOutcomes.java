package io.storeloop.campaign.outcome;

import io.storeloop.campaign.lifecycle.Goal;
import io.storeloop.campaign.lifecycle.GoalFields;
import io.storeloop.campaign.statistic.JdbcLooks;
import io.storeloop.campaign.statistic.JdbcParticipants;
import io.storeloop.campaign.statistic.Participant;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What came back of decisions. Every method runs inside the follower's transaction. */
final class JdbcOutcomes {
  private static final String EXPOSE =
      """
      insert into exposure (decision_id, exposed_at)
      select d.id, e.at
      from unnest(cast(:decisions as uuid[]), cast(:times as timestamptz[])) e (decision_id, at)
        join decision d on d.id = e.decision_id and d.offer_id is not null
      on conflict (decision_id) do update set exposed_at = least(exposure.exposed_at, excluded.exposed_at)
      """;

  private static final String CLICK =
      """
      insert into offer_click (decision_id, clicked_at)
      select d.id, e.at
      from unnest(cast(:decisions as uuid[]), cast(:times as timestamptz[])) e (decision_id, at)
        join decision d on d.id = e.decision_id and d.offer_id is not null
      on conflict (decision_id) do update set clicked_at = least(offer_click.clicked_at, excluded.clicked_at)
      """;

  private static final String SHOPPERS_OF =
      "select user_id, anonymous_id from decision where id = any (:decisions) and offer_id is not null";

  private static final String USERS_OF =
      "select user_id from campaign_device where anonymous_id = any (:anonymous)";

  private static final String ANONYMOUS_OF =
      "select anonymous_id from campaign_device where user_id = any (:users)";

  /**
   * Up to the place that the ledger's follower has reached, so that what it counts afterwards is
   * not in here. What a shopper was like is read of the first decision alone: it is long, and a
   * shopper who comes back daily has many. The place is asked for by a negation, which no index
   * serves: a plan that walks the ledger up to there would read nearly all of it.
   */
  private static final String WINDOWS =
      """
      select w.*,
             case when w.first then w.basis #>> '{basis,profile}' end as profile,
             case when w.first and w.experiment #>> '{allocation,policy}' = 'thompson' then
               case when w.held_out then 1 - w.treatment_probability
                    else w.treatment_probability *
                      (select (max((o ->> 'weight')::numeric) filter (where o ->> 'offerId' = w.offer_id)
                               / sum((o ->> 'weight')::numeric))::double precision
                       from campaign_audit a cross join lateral jsonb_array_elements(a.after -> 'offers') o
                       where a.campaign_id = w.campaign_id and a.version = (w.basis #>> '{considered,-1,version}')::bigint
                         and a.after is not null)
               end
             end as arm_probability,
             w.experiment #>> '{breakdowns}' as breakdowns
      from (
        select o.*, row_number() over (partition by o.campaign_id, o.shopper order by o.decided_at, o.id) = 1 as first
        from (
          select d.id, d.campaign_id, d.decided_at, d.held_out, d.treatment_probability, d.offer_id, d.basis,
                 c.goal_window_days, c.goal, c.experiment, x.exposed_at, k.decision_id is not null as clicked,
                 coalesce(d.offer_id, '') as arm,
                 coalesce('u:' || coalesce(d.user_id, i.user_id), 'a:' || d.anonymous_id) as shopper
          from decision d
            join campaign c on c.id = d.campaign_id
            left join campaign_device i on d.user_id is null and i.anonymous_id = d.anonymous_id and d.tx < i.until_tx
            left join exposure x on x.decision_id = d.id
            left join offer_click k on k.decision_id = d.id
          where d.campaign_id is not null and not ((d.tx, d.id) > (select p.tx, p.id from campaign_ledger_place p))
            and (d.user_id = any (:users) or (d.user_id is null and d.anonymous_id = any (:anonymous)))
        ) o
      ) w
      """;

  private final JdbcClient jdbc;
  private final JdbcDeeds deeds;
  private final JdbcParticipants participants;
  private final JdbcLooks looks;

  JdbcOutcomes(
      ServiceDatabase database, JdbcDeeds deeds, JdbcParticipants participants, JdbcLooks looks) {
    this.jdbc = database.jdbc();
    this.deeds = deeds;
    this.participants = participants;
    this.looks = looks;
  }

  /** The types of events that some campaign wants, and purchases. */
  Set<String> typesWanted() {
    Set<String> types =
        new HashSet<>(
            jdbc.sql("select distinct goal ->> 'type' from campaign").query(String.class).list());
    types.add(Goal.PURCHASE);
    return types;
  }

  /** Notes that offers appeared, at the earliest time reported, and touches who saw them. */
  void expose(Map<UUID, Instant> exposures, Touched touched) {
    note(EXPOSE, exposures, touched);
  }

  /** The same of clicks. */
  void click(Map<UUID, Instant> clicks, Touched touched) {
    note(CLICK, clicks, touched);
  }

  private void note(String sql, Map<UUID, Instant> times, Touched touched) {
    if (write(sql, times) > 0) {
      jdbc.sql(SHOPPERS_OF)
          .param("decisions", times.keySet().toArray(UUID[]::new))
          .query(row -> {
            touch(touched, row);
          });
    }
  }

  private static void touch(Touched touched, ResultSet row) throws SQLException {
    String userId = row.getString("user_id");
    if (userId != null) {
      touched.addUser(userId);
    } else {
      touched.addAnonymous(row.getString("anonymous_id"));
    }
  }

  private int write(String sql, Map<UUID, Instant> times) {
    if (times.isEmpty()) {
      return 0;
    }
    return jdbc.sql(sql)
        .param("decisions", times.keySet().toArray(UUID[]::new))
        .param("times", times.values().stream().map(Instant::toString).toArray(String[]::new))
        .update();
  }

  /** Replaces all that is known of the touched shoppers by what is known of them now. */
  void recompute(Touched touched) {
    if (touched.isEmpty()) {
      return;
    }
    addOtherIds(touched);
    List<OpenedWindow> windows = windows(touched);
    if (windows.isEmpty()) {
      return;
    }
    Instant since =
        windows.stream().map(OpenedWindow::decidedAt).min(Instant::compareTo).orElseThrow();
    Set<String> types =
        windows.stream().map(window -> window.goal().type()).collect(Collectors.toSet());
    types.add(Goal.PURCHASE);
    List<Participation> participations = Participation.of(windows, deeds.of(touched, types, since));
    deleteOf(touched);
    participations.forEach(participation -> participation.conversion().ifPresent(this::insert));
    List<Participant> before = participants.of(touched.shoppers());
    looks.take(
        participants.replace(touched.shoppers(), before, participants(participations, before)));
  }

  /** The users of browsers, and all browsers of users: they are one shopper. */
  void addOtherIds(Touched touched) {
    strings(USERS_OF, "anonymous", touched.anonymous()).forEach(touched::addUser);
    strings(ANONYMOUS_OF, "users", touched.users()).forEach(touched::addAnonymous);
  }

  private List<Participant> participants(
      List<Participation> participations, List<Participant> before) {
    Map<UUID, Before> known = new HashMap<>();
    before.forEach(participant -> known.put(participant.firstDecision(), Before.of(participant)));
    List<UUID> unknown =
        participations.stream()
            .map(participation -> participation.first().decisionId())
            .filter(decision -> !known.containsKey(decision))
            .toList();
    known.putAll(deeds.before(unknown));
    return participations.stream()
        .map(participation ->
            participation.participant(
                known.getOrDefault(participation.first().decisionId(), Before.NOTHING)))
        .toList();
  }

  private List<OpenedWindow> windows(Touched touched) {
    Map<String, Goal> goals = new HashMap<>();
    return jdbc.sql(WINDOWS)
        .param("users", touched.users())
        .param("anonymous", touched.anonymous())
        .query((row, number) -> window(row, goals))
        .list();
  }

  private void deleteOf(Touched touched) {
    jdbc.sql("delete from conversion where shopper = any (:shoppers)")
        .param("shoppers", touched.shoppers().toArray(String[]::new))
        .update();
  }

  private void insert(Conversion conversion) {
    jdbc.sql(
            """
            insert into conversion (campaign_id, shopper, decision_id, converted_at, after_exposure)
            values (:campaign, :shopper, :decision, :at, :afterExposure)
            """)
        .param("campaign", conversion.campaignId())
        .param("shopper", conversion.shopper())
        .param("decision", conversion.decisionId())
        .param("at", conversion.convertedAt().atOffset(ZoneOffset.UTC))
        .param("afterExposure", conversion.afterExposure())
        .update();
    conversion
        .revenue()
        .forEach((currency, revenue) ->
            jdbc.sql(
                    """
                    insert into conversion_revenue (campaign_id, shopper, currency, revenue)
                    values (:campaign, :shopper, :currency, :revenue)
                    """)
                .param("campaign", conversion.campaignId())
                .param("shopper", conversion.shopper())
                .param("currency", currency)
                .param("revenue", revenue)
                .update());
  }

  void countApplied(String consumer, int events) {
    jdbc.sql(
            "update campaign_cursor set applied_events = applied_events + :events where consumer = :consumer")
        .param("events", events)
        .param("consumer", consumer)
        .update();
  }

  private List<String> strings(String sql, String parameter, String[] values) {
    return jdbc.sql(sql).param(parameter, values).query((row, number) -> row.getString(1)).list();
  }

  private static OpenedWindow window(ResultSet row, Map<String, Goal> goals) throws SQLException {
    OffsetDateTime exposed = row.getObject("exposed_at", OffsetDateTime.class);
    int days = row.getInt("goal_window_days");
    String goal = row.getString("goal");
    return new OpenedWindow(
        row.getObject("id", UUID.class),
        row.getObject("campaign_id", UUID.class),
        row.getString("shopper"),
        row.getString("arm"),
        row.getObject("arm_probability", Double.class),
        instant(row, "decided_at"),
        goals.computeIfAbsent(days + goal, text -> GoalFields.stored(goal, days)),
        exposed == null ? null : exposed.toInstant(),
        row.getBoolean("clicked"),
        row.getString("profile"),
        row.getString("breakdowns"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
