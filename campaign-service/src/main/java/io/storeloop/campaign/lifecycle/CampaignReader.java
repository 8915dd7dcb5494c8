package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.audience.AudienceCondition;
import io.storeloop.campaign.audience.AudienceCondition.Reading;
import io.storeloop.campaign.cap.BudgetFields;
import io.storeloop.campaign.cap.FrequencyCapFields;
import io.storeloop.campaign.cap.Limits;
import io.storeloop.campaign.cost.Costs;
import io.storeloop.campaign.cost.CostsFields;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.message.DeliveryReader;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.edge.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a request into a plan, or into all its mistakes with pointers. */
final class CampaignReader {
  static final int LONGEST_NAME = 200;
  static final int MOST_PLACEMENTS = 20;
  static final int MOST_OFFERS = 20;
  static final int MOST_EXCLUSION_LISTS = 20;
  static final int HIGHEST_PRIORITY = 1_000_000;
  static final BigDecimal LARGEST_HOLDOUT = new BigDecimal("0.9");
  static final BigDecimal DEFAULT_HOLDOUT = new BigDecimal("0.1");

  static final Instant EARLIEST = Instant.EPOCH;
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** A holdout is drawn from 10,000 buckets. */
  private static final int HOLDOUT_DECIMALS = 4;

  private static final Pattern PLACEMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");

  private static final Pattern LIST_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private final Mistakes mistakes = new Mistakes();

  private CampaignReader() {}

  /**
   * The plan that the request describes.
   *
   * @throws ProblemException 400 with every mistake
   */
  static CampaignPlan read(CampaignRequest request) {
    CampaignReader reader = new CampaignReader();
    String name = reader.mistakes.required("/name", request.name(), LONGEST_NAME);
    List<String> placements = reader.placements(request.placements());
    Condition condition = reader.condition(request.condition());
    Period period = reader.period(request.startsAt(), request.endsAt());
    Schedule schedule = new ScheduleReader(reader.mistakes).read("/schedule", request.schedule());
    int priority =
        reader.mistakes.within(
            "/priority", request.priority(), -HIGHEST_PRIORITY, HIGHEST_PRIORITY, 0);
    BigDecimal holdout =
        reader.mistakes.within(
            "/holdoutShare",
            request.holdoutShare(),
            BigDecimal.ZERO,
            LARGEST_HOLDOUT,
            HOLDOUT_DECIMALS,
            DEFAULT_HOLDOUT);
    List<Offer> offers = reader.offers(request.offers());
    Goal goal = GoalFields.read("/goal", request.goal(), reader.mistakes);
    Experiment experiment =
        new ExperimentFields(request.design(), request.allocation(), request.breakdowns())
            .read(reader.mistakes);
    Limits limits = reader.limits(request);
    Costs costs = CostsFields.read("/costs", request.costs(), limits.budget(), reader.mistakes);
    List<String> exclusionLists = reader.exclusionLists(request.exclusionLists());
    DeliveryPlan delivery = reader.delivery(request.delivery());
    reader.mistakes.throwIfAny();
    return new CampaignPlan(
        name,
        placements,
        condition,
        period,
        schedule,
        priority,
        holdout,
        offers,
        goal,
        experiment,
        limits,
        costs,
        exclusionLists,
        delivery);
  }

  private List<String> placements(@Nullable List<@Nullable String> given) {
    if (given == null || given.isEmpty()) {
      mistakes.add("/placements", "missing_value", "expected at least one placement");
      return List.of();
    }
    if (given.size() > MOST_PLACEMENTS) {
      mistakes.tooMany("/placements", MOST_PLACEMENTS, given.size());
      return List.of();
    }
    Set<String> placements = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String pointer = "/placements/" + i;
      String placement = mistakes.required(pointer, given.get(i), 64);
      mistakes.matching(
          pointer, placement, PLACEMENT, "1 to 64 letters, digits or . _ : / - after the first");
      placements.add(placement);
    }
    return List.copyOf(placements);
  }

  private Condition condition(@Nullable JsonNode given) {
    if (given == null || given.isNull()) {
      return Condition.ALWAYS;
    }
    return switch (AudienceCondition.read(given, "/condition")) {
      case Reading.Understood(Condition condition) -> condition;
      case Reading.Mistaken(var found) -> {
        mistakes.addAll(found);
        yield Condition.ALWAYS;
      }
    };
  }

  private Period period(@Nullable Instant givenStart, @Nullable Instant givenEnd) {
    Instant startsAt = mistakes.within("/startsAt", givenStart, EARLIEST, LATEST);
    Instant endsAt = mistakes.within("/endsAt", givenEnd, EARLIEST, LATEST);
    if (startsAt != null && endsAt != null && !endsAt.isAfter(startsAt)) {
      mistakes.add(
          "/endsAt",
          "period_empty",
          "expected a time after startsAt %s, received %s".formatted(startsAt, endsAt));
      return new Period(startsAt, null);
    }
    return new Period(startsAt, endsAt);
  }

  private List<Offer> offers(@Nullable List<CampaignRequest.@Nullable OfferRequest> given) {
    if (given == null || given.isEmpty()) {
      mistakes.add("/offers", "missing_value", "expected at least one offer");
      return List.of();
    }
    if (given.size() > MOST_OFFERS) {
      mistakes.tooMany("/offers", MOST_OFFERS, given.size());
      return List.of();
    }
    OfferReader reader = new OfferReader(mistakes);
    List<Offer> offers = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      Offer offer = reader.read(given.get(i), i);
      if (!ids.add(offer.offerId())) {
        mistakes.add(
            "/offers/" + i + "/offerId",
            "duplicate_value",
            "another offer of this campaign is already called '%s'".formatted(offer.offerId()));
      }
      offers.add(offer);
    }
    return offers;
  }

  private Limits limits(CampaignRequest request) {
    return new Limits(
        FrequencyCapFields.read("/frequencyCaps", request.frequencyCaps(), mistakes),
        BudgetFields.read("/budget", request.budget(), mistakes));
  }

  private List<String> exclusionLists(@Nullable List<@Nullable String> given) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > MOST_EXCLUSION_LISTS) {
      mistakes.tooMany("/exclusionLists", MOST_EXCLUSION_LISTS, given.size());
      return List.of();
    }
    Set<String> lists = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String pointer = "/exclusionLists/" + i;
      String list = mistakes.required(pointer, given.get(i), 64);
      mistakes.matching(pointer, list, LIST_ID, "1 to 64 of a-z, 0-9, _ and - after the first");
      lists.add(list);
    }
    return List.copyOf(lists);
  }

  private @Nullable DeliveryPlan delivery(@Nullable JsonNode given) {
    if (given == null || given.isNull()) {
      return null;
    }
    return DeliveryReader.read(given, "/delivery", mistakes).orElse(null);
  }
}
