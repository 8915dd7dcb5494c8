package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.audience.AudienceCondition;
import io.storeloop.campaign.coupon.JdbcCoupons;
import io.storeloop.campaign.exclusion.JdbcExclusionLists;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferKind;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.conditions.AskedPaths;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.schema.ServiceDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Checks that what a plan names is there: exclusion lists, pools of codes, the webhook, and
 * reliable rankings by uplift.
 */
@Component
class PlanReferences {
  private static final String NO_RELIABLE_UPLIFT = "no_reliable_uplift";

  private static final String RELIABLE =
      "select :prefix || campaign_id from uplift_campaign_v1 where :prefix || campaign_id = any (:paths)";

  private static final String UNKNOWN_WEBHOOK = "unknown_webhook";

  private static final String HAS_WEBHOOK =
      "select exists (select from campaign_webhook where id = :id)";

  private final JdbcExclusionLists lists;
  private final JdbcCoupons coupons;

  private final ServiceDatabase database;

  PlanReferences(
      JdbcExclusionLists lists,
      JdbcCoupons coupons,
      @Qualifier("campaignDatabase") ServiceDatabase database) {
    this.lists = lists;
    this.coupons = coupons;
    this.database = database;
  }

  /**
   * The plan, unchanged.
   *
   * @param condition as it was sent, so that the mistaken place in it is named
   * @throws ProblemException 400 with every name that nothing has
   */
  CampaignPlan checked(CampaignPlan plan, @Nullable JsonNode condition) {
    Mistakes mistakes = new Mistakes();
    if (condition != null) {
      Set<String> unreliable = unreliableUplifts(plan.condition());
      if (!unreliable.isEmpty()) {
        findUplifts(condition, "/condition", unreliable, mistakes);
      }
    }
    checkLists(plan.exclusionLists(), mistakes);
    checkPools(plan.offers(), mistakes);
    unknownWebhook(plan)
        .ifPresent(id -> mistakes.add("/delivery/webhookId", UNKNOWN_WEBHOOK, noWebhook(id)));
    mistakes.throwIfAny();
    return plan;
  }

  /**
   * The plan of a campaign that is about to run: since it was written a ranking may have been taken
   * back, and a duplicate may name a webhook that went with the original's end.
   *
   * @throws ProblemException 409 {@code no_reliable_uplift} or {@code unknown_webhook}
   */
  void requireStartable(CampaignPlan plan) {
    for (String path : unreliableUplifts(plan.condition())) {
      throw ProblemException.conflict(NO_RELIABLE_UPLIFT, whyNot(path));
    }
    unknownWebhook(plan)
        .ifPresent(id -> {
          throw ProblemException.conflict(UNKNOWN_WEBHOOK, noWebhook(id));
        });
  }

  private Optional<UUID> unknownWebhook(CampaignPlan plan) {
    return Optional.ofNullable(plan.delivery())
        .map(DeliveryPlan::webhookId)
        .filter(
            id -> !database.jdbc().sql(HAS_WEBHOOK).param("id", id).query(Boolean.class).single());
  }

  private static String noWebhook(UUID id) {
    return "there is no webhook '%s'".formatted(id);
  }

  /** The paths of uplifts of which no reliable ranking is active. */
  private Set<String> unreliableUplifts(Condition condition) {
    Set<String> asked =
        AskedPaths.of(condition)
            .filter(path -> path.startsWith(AudienceCondition.UPLIFT))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!asked.isEmpty()) {
      database
          .jdbc()
          .sql(RELIABLE)
          .param("prefix", AudienceCondition.UPLIFT)
          .param("paths", asked.toArray(String[]::new))
          .query(String.class)
          .list()
          .forEach(asked::remove);
    }
    return asked;
  }

  private static void findUplifts(
      JsonNode node, String pointer, Set<String> unreliable, Mistakes mistakes) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        findUplifts(node.path(i), pointer + "/" + i, unreliable, mistakes);
      }
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String at = pointer + "/" + member.getKey();
      if (unreliable.contains(member.getKey())) {
        mistakes.add(at, NO_RELIABLE_UPLIFT, whyNot(member.getKey()));
      } else {
        findUplifts(member.getValue(), at, unreliable, mistakes);
      }
    }
  }

  private static String whyNot(String path) {
    return "no reliable ranking by the uplift of campaign '%s' is active: train one, see its card, and activate it if it is reliable"
        .formatted(path.substring(AudienceCondition.UPLIFT.length()));
  }

  private void checkLists(List<String> named, Mistakes mistakes) {
    if (named.isEmpty()) {
      return;
    }
    Set<String> known = lists.known(named);
    for (int i = 0; i < named.size(); i++) {
      if (!known.contains(named.get(i))) {
        mistakes.add(
            "/exclusionLists/" + i,
            "unknown_exclusion_list",
            "there is no exclusion list '%s'".formatted(named.get(i)));
      }
    }
  }

  private void checkPools(List<Offer> offers, Mistakes mistakes) {
    List<String> named =
        offers.stream()
            .map(Offer::kind)
            .filter(OfferKind.Coupon.class::isInstance)
            .map(kind -> ((OfferKind.Coupon) kind).poolId())
            .toList();
    if (named.isEmpty()) {
      return;
    }
    Set<String> known = coupons.known(named);
    for (int i = 0; i < offers.size(); i++) {
      if (offers.get(i).kind() instanceof OfferKind.Coupon(String pool) && !known.contains(pool)) {
        mistakes.add(
            "/offers/" + i + "/coupon/poolId",
            "unknown_coupon_pool",
            "there is no pool of codes '%s'".formatted(pool));
      }
    }
  }
}
