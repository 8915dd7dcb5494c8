package io.storeloop.campaign.decision;

import io.storeloop.campaign.cap.Refusal;
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
 * @param considered the campaigns that address the shopper, in the order in which they were asked,
 *     up to the one that decided
 * @param draw what was drawn for the shopper; absent where no campaign decided
 */
record Selection(
    Choice choice,
    List<Reason> reasons,
    Map<String, @Nullable Value> inputs,
    List<Considered> considered,
    @Nullable Draw draw) {
  static final int MOST_REASONS = 20;

  /** Exclusion lists may keep out any number of campaigns; so many are told. */
  static final int MOST_CONSIDERED = 50;

  /** The order in which campaigns are asked. */
  static final Comparator<Campaign> PRECEDENCE =
      Comparator.comparingInt((Campaign campaign) -> campaign.plan().priority())
          .reversed()
          .thenComparing(campaign -> campaign.id().toString());

  /** Chooses by all that a decision rests on. */
  static Selection of(InForce inForce, Basis basis, String placement, String key, Instant now) {
    Optional<Subject> subject = basis.subject();
    if (subject.isEmpty()) {
      return withoutProfile(inForce.policy(), placement);
    }
    return basis.isConsented()
        ? of(inForce, basis.denials(), placement, subject.get(), key, now)
        : withoutConsent();
  }

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
    if (denials.areEnough()) {
      return usedUp(denials);
    }
    Placed placed = inForce.at(placement);
    List<Considered> passedBy = new ArrayList<>();
    for (Campaign campaign : placed.candidates(subject, now)) {
      if (!ConditionEvaluator.matches(campaign.plan().condition(), subject, now)) {
        continue;
      }
      Optional<String> denial = denials.reason(campaign);
      if (denial.isEmpty()) {
        return chosen(inForce.policy(), campaign, subject, key, now).after(passedBy);
      }
      if (passedBy.size() < MOST_CONSIDERED - 1) {
        passedBy.add(new Considered(campaign.id(), campaign.version(), denial.get()));
      }
    }
    return nothing(placed, placement, subject, now).after(passedBy);
  }

  /** The same behind campaigns that were passed by; why they were comes first among the reasons. */
  private Selection after(List<Considered> passedBy) {
    if (passedBy.isEmpty()) {
      return this;
    }
    Stream<Reason> before =
        passedBy.stream()
            .map(other -> Reason.plain(other.campaignId(), String.valueOf(other.passedBy())));
    return new Selection(
        choice,
        Stream.concat(before, reasons.stream()).limit(MOST_REASONS).toList(),
        inputs,
        Stream.concat(passedBy.stream(), considered.stream()).toList(),
        draw);
  }

  /** What is answered when the profile cannot be had: the place's default offer, if it has one. */
  private static Selection withoutProfile(Policy policy, String placement) {
    OfferContent content = policy.defaultOffers().get(placement);
    return new Selection(
        content == null ? new Choice.Nothing() : new Choice.Default(content),
        List.of(
            Reason.plain(null, "the profile could not be read in time, so nothing was decided")),
        Map.of(),
        List.of(),
        null);
  }

  /** What is answered to a shopper who wants no offers, whatever campaigns there are. */
  private static Selection withoutConsent() {
    return new Selection(
        new Choice.Nothing(),
        List.of(
            Reason.plain(
                null, "the shopper has not agreed to marketing, so nothing was considered")),
        Map.of(),
        List.of(),
        null);
  }

  /** What is answered when one campaign after the other turned out to be used up. */
  private static Selection usedUp(Denials denials) {
    List<Reason> reasons =
        denials.refused().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(denial ->
                Reason.plain(
                    denial.getKey().equals(Refusal.SHOP) ? null : denial.getKey(),
                    denial.getValue()))
            .limit(MOST_REASONS)
            .toList();
    return new Selection(new Choice.Nothing(), reasons, Map.of(), List.of(), null);
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
    return new Selection(
        drawn(policy, campaign, key),
        reasons,
        inputs(explanation.clauses().stream()),
        List.of(new Considered(campaign.id(), campaign.version(), null)),
        Draw.of(policy, campaign, key));
  }

  private static Choice drawn(Policy policy, Campaign campaign, String key) {
    if (policy.holdsOut(key)) {
      return new Choice.HoldOutOfAll(policy.treatmentProbability());
    }
    return switch (campaign.design().groupOf(key)) {
      case Group.Holdout(double probability) -> new Choice.HoldOut(campaign, probability);
      case Group.Arm(int index, double probability) ->
          new Choice.Show(campaign, campaign.plan().offers().get(index), probability);
    };
  }

  private static Selection nothing(Placed placed, String placement, Subject subject, Instant now) {
    List<Reason> reasons = new ArrayList<>();
    List<Clause> clauses = new ArrayList<>();
    boolean none = true;
    for (Campaign campaign : placed.campaigns()) {
      if (reasons.size() >= MOST_REASONS) {
        break;
      }
      if (!campaign.isActive(now)) {
        continue;
      }
      none = false;
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
    if (none) {
      String text = "no campaign runs for the placement '%s'".formatted(placement);
      reasons.add(Reason.plain(null, text));
    }
    return new Selection(
        new Choice.Nothing(), List.copyOf(reasons), inputs(clauses.stream()), List.of(), null);
  }

  private static Map<String, @Nullable Value> inputs(Stream<Clause> clauses) {
    Map<String, @Nullable Value> inputs = new LinkedHashMap<>();
    clauses.forEach(clause -> inputs.put(clause.path(), clause.actual()));
    return inputs;
  }
}
