package io.storeloop.campaign.cap;

import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Claims caps and budgets inside the caller's transaction, each by one conditional statement whose
 * row lock makes parallel claims wait for one another: what is granted never exceeds the bound. A
 * caller that is refused rolls back, and with it whatever was claimed before.
 *
 * <p>The order is always the same, shop, campaign, budget, so that claims do not wait in a circle.
 */
@Component
public class JdbcCaps {
  /**
   * Keeps the times inside the longest period; grants if every cap has room for one more, with what
   * the shopper's browsers used up.
   */
  private static final String USE_CAP =
      """
      with browsers as (
        select t from campaign_cap_use b, unnest(b.used_at) t
        where b.scope = :scope and b.shopper = any (cast(:browsers as text[]))),
      caps as (
        select * from unnest(cast(:most as integer[]), cast(:seconds as double precision[])) cap (most, seconds))
      insert into campaign_cap_use as used (scope, shopper, used_at)
      select :scope, :shopper, array[cast(:at as timestamptz)]
      where not exists (
        select from caps cap
        where (select count(*) from browsers
               where t > cast(:at as timestamptz) - make_interval(secs => cap.seconds)) >= cap.most)
      on conflict (scope, shopper) do update
        set used_at = array(
              select t from unnest(used.used_at) t where t > cast(:at as timestamptz) - make_interval(secs => :longest)
            ) || excluded.used_at
        where not exists (
          select from unnest(cast(:most as integer[]), cast(:seconds as double precision[])) cap (most, seconds)
          where (select count(*) from (select unnest(used.used_at) as t union all select t from browsers) all_uses
                 where t > cast(:at as timestamptz) - make_interval(secs => cap.seconds)) >= cap.most)
      """;

  /** In the order in which claims lock the rows: the nil id of the shop first. */
  private static final String HAND_OVER =
      """
      with gone as (
        delete from campaign_cap_use used
        using unnest(cast(:browsers as text[]), cast(:users as text[])) as shared (browser, user_id)
        where used.shopper = 'a:' || shared.browser
        returning used.scope, 'u:' || shared.user_id as shopper, used.used_at)
      insert into campaign_cap_use as used (scope, shopper, used_at)
      select scope, shopper, array_agg(t order by t) from gone, unnest(gone.used_at) t
      group by scope, shopper
      order by scope, shopper
      on conflict (scope, shopper) do update set used_at = used.used_at || excluded.used_at
      """;

  private static final String OPEN_BUDGET =
      "insert into campaign_budget_use (campaign_id, offers, cost) values (:campaign, 0, 0) on conflict do nothing";

  private static final String USE_BUDGET =
      """
      update campaign_budget_use set offers = offers + 1, cost = cost + :cost
      where campaign_id = :campaign
        and (cast(:mostOffers as bigint) is null or offers < cast(:mostOffers as bigint))
        and (cast(:mostCost as numeric) is null or cost + :cost <= cast(:mostCost as numeric))
      """;

  private static final String HAS_BUDGET =
      """
      select not exists (
        select from campaign_budget_use
        where campaign_id = :campaign
          and (offers >= cast(:mostOffers as bigint) or cost + :cost > cast(:mostCost as numeric)))
      """;

  private final JdbcClient jdbc;

  JdbcCaps(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.jdbc = database.jdbc();
  }

  /**
   * Claims one decision.
   *
   * @return why it is refused; empty if it is granted
   */
  public Optional<Refusal> claim(Claim claim, Claimant claimant) {
    if (!hasRoom(Refusal.SHOP, claim, claimant, claim.shopCaps())) {
      return Optional.of(
          new Refusal(
              Refusal.SHOP,
              "the shopper has reached the cap across campaigns, " + words(claim.shopCaps())));
    }
    UUID campaign = claim.campaignId();
    Limits limits = claim.limits();
    if (!hasRoom(campaign, claim, claimant, limits.frequencyCaps())) {
      return Optional.of(
          new Refusal(
              campaign,
              "the shopper has reached the campaign's cap, " + words(limits.frequencyCaps())));
    }
    Budget budget = limits.budget();
    return budget == null || isCovered(claim, budget)
        ? Optional.empty()
        : Optional.of(new Refusal(campaign, "the campaign's budget is used up"));
  }

  /** Gives users what was used up on browsers; inside the caller's transaction. */
  public void handOver(String[] browsers, String[] users) {
    jdbc.sql(HAND_OVER).param("browsers", browsers).param("users", users).update();
  }

  private boolean hasRoom(UUID scope, Claim claim, Claimant claimant, List<FrequencyCap> caps) {
    if (caps.isEmpty()) {
      return true;
    }
    Duration longest =
        caps.stream().map(FrequencyCap::period).max(Comparator.naturalOrder()).orElseThrow();
    List<String> names = claimant.names();
    return jdbc.sql(USE_CAP)
            .param("scope", scope)
            .param("shopper", names.getFirst())
            .param("browsers", names.subList(1, names.size()).toArray(String[]::new))
            .param("at", claim.at().atOffset(ZoneOffset.UTC))
            .param("longest", (double) longest.toSeconds())
            .param("most", caps.stream().map(FrequencyCap::most).toArray(Integer[]::new))
            .param(
                "seconds",
                caps.stream().map(cap -> (double) cap.period().toSeconds()).toArray(Double[]::new))
            .update()
        == 1;
  }

  private boolean isCovered(Claim claim, Budget budget) {
    if (!claim.shown()) {
      return bound(HAS_BUDGET, claim.campaignId(), budget, claim.cost())
          .query(Boolean.class)
          .single();
    }
    jdbc.sql(OPEN_BUDGET).param("campaign", claim.campaignId()).update();
    return bound(USE_BUDGET, claim.campaignId(), budget, claim.cost()).update() == 1;
  }

  private JdbcClient.StatementSpec bound(
      String sql, UUID campaignId, Budget budget, BigDecimal cost) {
    return jdbc.sql(sql)
        .param("campaign", campaignId)
        .param("mostOffers", budget.offers())
        .param("mostCost", budget.cost())
        .param("cost", cost);
  }

  private static String words(List<FrequencyCap> caps) {
    return String.join(" and ", caps.stream().map(FrequencyCap::toString).toList());
  }
}
