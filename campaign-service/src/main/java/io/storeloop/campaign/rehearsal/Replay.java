package io.storeloop.campaign.rehearsal;

import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.cap.Budget;
import io.storeloop.campaign.cap.FrequencyCap;
import io.storeloop.campaign.cost.Spent;
import io.storeloop.campaign.experiment.Group;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.CampaignPlan;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.common.conditions.ConditionEvaluator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a campaign decide about moments of the past, shopper by shopper: the same condition,
 * assignment, caps, consent and exclusion lists as decisions, and nothing written. Not thread-safe.
 */
final class Replay {
  private final Campaign campaign;
  private final Policy policy;
  private final List<Campaign> others;
  private final boolean consentRequired;
  private final LeafTally leaves;
  private final Map<Campaign, Long> overlaps = new HashMap<>();
  private final Map<String, Long> denials = new TreeMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private final Set<String> addressed = new HashSet<>();
  private final Map<LocalDate, Map<String, Outcome>> days = new TreeMap<>();
  private long moments;

  /** In the order of weight: of a day the weightiest counts. */
  private enum Outcome {
    DENIED,
    HELD_OUT,
    TREATED
  }

  /** A moment that would have been decided, before the budget. */
  private record Taken(String shopper, Instant at, @Nullable Offer offer, String trigger) {}

  Replay(Campaign campaign, Policy policy, List<Campaign> others, boolean consentRequired) {
    this.campaign = campaign;
    this.policy = policy;
    this.others = others;
    this.consentRequired = consentRequired;
    this.leaves = new LeafTally(campaign.plan().condition());
  }

  /**
   * Lets it decide about one shopper.
   *
   * @param opportunities in the order of time
   * @param profiles at these moments
   * @param excluded whether the shopper is on an exclusion list of the campaign
   * @return when the shopper was addressed first
   */
  Optional<Instant> add(
      Shopper shopper, List<Opportunity> opportunities, List<Known> profiles, boolean excluded) {
    Set<Campaign> both = new HashSet<>();
    Instant first = null;
    List<Instant> used = new ArrayList<>();
    for (int i = 0; i < opportunities.size(); i++) {
      Instant at = opportunities.get(i).at();
      Known profile = profiles.get(i);
      moments++;
      leaves.add(profile.subject(), at);
      if (!ConditionEvaluator.matches(campaign.plan().condition(), profile.subject(), at)) {
        continue;
      }
      String key = shopper.recognisedAs(profile.userId()).key();
      addressed.add(key);
      first = first == null ? at : first;
      others.stream()
          .filter(other -> !both.contains(other))
          .filter(
              other -> ConditionEvaluator.matches(other.plan().condition(), profile.subject(), at))
          .forEach(both::add);
      decide(key, opportunities.get(i), profile, excluded, used);
    }
    both.forEach(other -> overlaps.merge(other, 1L, Long::sum));
    return Optional.ofNullable(first);
  }

  private void decide(
      String key, Opportunity opportunity, Known profile, boolean excluded, List<Instant> used) {
    Instant at = opportunity.at();
    if (!profile.marketing().orElse(!consentRequired)) {
      denied(key, at, "no_consent");
    } else if (excluded) {
      denied(key, at, "exclusion_list");
    } else if (policy.holdsOut(key)) {
      note(key, at, Outcome.HELD_OUT);
    } else if (isCapped(used, at)) {
      denied(key, at, "frequency_cap");
    } else {
      used.add(at);
      taken.add(
          switch (campaign.design().groupOf(key)) {
            case Group.Holdout(double probability) ->
                new Taken(key, at, null, opportunity.trigger());
            case Group.Arm(int index, double probability) ->
                new Taken(key, at, campaign.plan().offers().get(index), opportunity.trigger());
          });
    }
  }

  /** Only this campaign's own uses are known. */
  private boolean isCapped(List<Instant> used, Instant at) {
    return Stream.concat(
            campaign.plan().limits().frequencyCaps().stream(), policy.frequencyCaps().stream())
        .anyMatch(cap -> isFull(cap, used, at));
  }

  private static boolean isFull(FrequencyCap cap, List<Instant> used, Instant at) {
    Instant since = at.minus(cap.period());
    return used.stream().filter(use -> use.isAfter(since)).count() >= cap.most();
  }

  private void denied(String key, Instant at, String reason) {
    denials.merge(reason, 1L, Long::sum);
    note(key, at, Outcome.DENIED);
  }

  private void note(String key, Instant at, Outcome outcome) {
    days.computeIfAbsent(at.atZone(ZoneOffset.UTC).toLocalDate(), day -> new HashMap<>())
        .merge(key, outcome, (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  /** The keys of those whom the condition addressed. */
  Set<String> addressed() {
    return addressed;
  }

  /** What came of it; the budget is used up in the order of time. */
  Told told() {
    CampaignPlan plan = campaign.plan();
    Budget budget = plan.limits().budget();
    BigDecimal cost = BigDecimal.ZERO;
    long offers = 0;
    Instant usedUp = null;
    Map<String, Long> sends = new TreeMap<>();
    taken.sort(Comparator.comparing(Taken::at).thenComparing(Taken::shopper));
    for (Taken one : taken) {
      Offer offer = one.offer();
      if (offer == null) {
        note(one.shopper(), one.at(), Outcome.HELD_OUT);
      } else if (exceeds(budget, offers + 1, cost.add(offer.cost()))) {
        usedUp = usedUp == null ? one.at() : usedUp;
        denied(one.shopper(), one.at(), "budget");
      } else {
        offers++;
        cost = cost.add(offer.cost());
        sends.merge(one.trigger(), 1L, Long::sum);
        note(one.shopper(), one.at(), Outcome.TREATED);
      }
    }
    taken.clear();
    return new Told(
        moments,
        audience(),
        days(),
        Map.copyOf(denials),
        sends,
        RehearsalReport.Cost.of(
            Spent.of(cost, plan.costs(), sendsByItself() ? offers : 0),
            offers,
            plan.currency(),
            usedUp),
        overlaps(),
        leaves.told());
  }

  private boolean sendsByItself() {
    DeliveryPlan delivery = campaign.plan().delivery();
    return delivery != null && delivery.channel().sends();
  }

  /** The part of the report that needs nothing but the replay. */
  record Told(
      long moments,
      RehearsalReport.Audience audience,
      List<RehearsalReport.Day> days,
      Map<String, Long> denials,
      Map<String, Long> sends,
      RehearsalReport.Cost cost,
      List<RehearsalReport.Overlap> overlaps,
      List<RehearsalReport.Clause> clauses) {}

  /** The keys of those who would have got an offer. */
  Set<String> treated() {
    Set<String> treated = new HashSet<>();
    days.values()
        .forEach(day ->
            day.forEach((key, outcome) -> {
              if (outcome == Outcome.TREATED) {
                treated.add(key);
              }
            }));
    return treated;
  }

  private static boolean exceeds(@Nullable Budget budget, long offers, BigDecimal cost) {
    if (budget == null) {
      return false;
    }
    Long mostOffers = budget.offers();
    BigDecimal mostCost = budget.cost();
    return mostOffers != null && offers > mostOffers
        || mostCost != null && cost.compareTo(mostCost) > 0;
  }

  private RehearsalReport.Audience audience() {
    Map<String, Outcome> overall = new HashMap<>();
    days.values()
        .forEach(day ->
            day.forEach((key, outcome) ->
                overall.merge(
                    key, outcome, (one, other) -> one.compareTo(other) >= 0 ? one : other)));
    return new RehearsalReport.Audience(
        addressed.size(),
        count(overall, Outcome.TREATED),
        count(overall, Outcome.HELD_OUT),
        count(overall, Outcome.DENIED));
  }

  private List<RehearsalReport.Day> days() {
    return days.entrySet().stream()
        .map(day ->
            new RehearsalReport.Day(
                day.getKey(),
                day.getValue().size(),
                count(day.getValue(), Outcome.TREATED),
                count(day.getValue(), Outcome.HELD_OUT),
                count(day.getValue(), Outcome.DENIED)))
        .toList();
  }

  private static long count(Map<String, Outcome> outcomes, Outcome wanted) {
    return outcomes.values().stream().filter(outcome -> outcome == wanted).count();
  }

  private List<RehearsalReport.Overlap> overlaps() {
    return overlaps.entrySet().stream()
        .map(entry ->
            new RehearsalReport.Overlap(
                entry.getKey().id(),
                entry.getKey().plan().name(),
                entry.getValue(),
                entry.getKey().plan().placements().stream()
                    .anyMatch(campaign.plan().placements()::contains)))
        .sorted(
            Comparator.comparingLong(RehearsalReport.Overlap::shoppers)
                .reversed()
                .thenComparing(overlap -> overlap.campaignId().toString()))
        .toList();
  }
}
