package io.storeloop.campaign.decision;

import io.storeloop.campaign.experiment.Group;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.Explanation;
import io.storeloop.common.conditions.Explanation.Clause;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decision itself, pure: campaigns, denials and a profile in; a choice, its reasons and the
 * values it rests on out. The same input gives the same output. Whoever claims caps and is refused
 * asks again with one more denial.
 *
 * <p>Of the active campaigns of the place whose condition holds and that are not denied, the one
 * with the highest priority decides, the older of equals. If it holds the shopper out the place
 * stays empty: the next campaign does not take it, or the first would be compared with the next
 * instead of with nothing.
 *
 * @param reasons at most {@value #MOST_REASONS}: what spoke for the choice, or, where nothing is
 *     shown, what was missing
 * @param inputs the value that each clause met, null where the profile has none
 */
record Selection(Choice choice, List<Reason> reasons, Map<String, @Nullable Value> inputs) {
  static final int MOST_REASONS = 20;

  /** The order in which campaigns are asked. */
  static final Comparator<Campaign> PRECEDENCE =
      Comparator.comparingInt((Campaign campaign) -> campaign.plan().priority())
          .reversed()
          .thenComparing(campaign -> campaign.id().toString());

  /**
   * Chooses.
   *
   * @param key what the assignment is drawn by
   */
  static Selection of(
      InForce inForce,
      Denials denials,
      String placement,
      Subject subject,
      String key,
      Instant now) {
    List<Campaign> candidates =
        inForce.campaigns().stream()
            .filter(campaign -> campaign.isActive(now))
            .filter(campaign -> campaign.plan().placements().contains(placement))
            .toList();
    List<Reason> passedBy = new ArrayList<>();
    for (Campaign campaign : candidates) {
      if (!ConditionEvaluator.matches(campaign.plan().condition(), subject, now)) {
        continue;
      }
      Optional<String> denial = denials.reason(campaign.id());
      if (denial.isEmpty()) {
        return chosen(inForce.policy(), campaign, subject, key, now).after(passedBy);
      }
      passedBy.add(Reason.plain(campaign.id(), denial.get()));
    }
    return nothing(candidates, placement, subject, now).after(passedBy);
  }

  /** The same with the reasons why other campaigns were passed by, which come first. */
  private Selection after(List<Reason> passedBy) {
    List<Reason> all =
        Stream.concat(passedBy.stream(), reasons.stream()).limit(MOST_REASONS).toList();
    return passedBy.isEmpty() ? this : new Selection(choice, all, inputs);
  }

  /** What is answered when the profile cannot be had: the place's default offer, if it has one. */
  static Selection withoutProfile(Policy policy, String placement) {
    OfferContent content = policy.defaultOffers().get(placement);
    return new Selection(
        content == null ? new Choice.Nothing() : new Choice.Default(content),
        List.of(
            Reason.plain(null, "the profile could not be read in time, so nothing was decided")),
        Map.of());
  }

  /** What is answered to a shopper who wants no offers, whatever campaigns there are. */
  static Selection withoutConsent() {
    return new Selection(
        new Choice.Nothing(),
        List.of(
            Reason.plain(
                null, "the shopper has not agreed to marketing, so nothing was considered")),
        Map.of());
  }

  /** What is answered when one campaign after the other turned out to be used up. */
  static Selection usedUp(Denials denials) {
    List<Reason> reasons =
        denials.reasons().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(denial -> Reason.plain(denial.getKey(), denial.getValue()))
            .limit(MOST_REASONS)
            .toList();
    return new Selection(new Choice.Nothing(), reasons, Map.of());
  }

  private static Selection chosen(
      Policy policy, Campaign campaign, Subject subject, String key, Instant now) {
    Explanation explanation = ConditionEvaluator.explain(campaign.plan().condition(), subject, now);
    List<Reason> reasons =
        explanation.supporting().stream()
            .limit(MOST_REASONS)
            .map(clause -> Reason.of(campaign.id(), clause))
            .toList();
    if (campaign.plan().condition() instanceof Condition.Always) {
      reasons =
          List.of(
              Reason.plain(
                  campaign.id(), "the campaign addresses everybody, whatever their behaviour"));
    }
    Map<String, @Nullable Value> inputs = inputs(explanation.clauses().stream());
    if (policy.holdsOut(key)) {
      return new Selection(new Choice.HoldOutOfAll(policy.treatmentProbability()), reasons, inputs);
    }
    return switch (campaign.design().groupOf(key)) {
      case Group.Holdout(double probability) ->
          new Selection(new Choice.HoldOut(campaign, probability), reasons, inputs);
      case Group.Arm(int index, double probability) ->
          new Selection(
              new Choice.Show(campaign, campaign.plan().offers().get(index), probability),
              reasons,
              inputs);
    };
  }

  private static Selection nothing(
      List<Campaign> candidates, String placement, Subject subject, Instant now) {
    if (candidates.isEmpty()) {
      String text = "no campaign runs for the placement '%s'".formatted(placement);
      return new Selection(new Choice.Nothing(), List.of(Reason.plain(null, text)), Map.of());
    }
    List<Reason> reasons = new ArrayList<>();
    List<Clause> clauses = new ArrayList<>();
    for (Campaign campaign : candidates) {
      if (reasons.size() >= MOST_REASONS) {
        break;
      }
      Explanation explanation =
          ConditionEvaluator.explain(campaign.plan().condition(), subject, now);
      if (explanation.matches()) {
        continue; // denied, which is said elsewhere
      }
      clauses.addAll(explanation.clauses());
      explanation.clauses().stream()
          .filter(clause -> !clause.supports())
          .limit(MOST_REASONS - reasons.size())
          .forEach(clause -> reasons.add(Reason.of(campaign.id(), clause)));
    }
    return new Selection(new Choice.Nothing(), List.copyOf(reasons), inputs(clauses.stream()));
  }

  private static Map<String, @Nullable Value> inputs(Stream<Clause> clauses) {
    Map<String, @Nullable Value> inputs = new LinkedHashMap<>();
    clauses.forEach(clause -> inputs.put(clause.path(), clause.actual()));
    return inputs;
  }
}
