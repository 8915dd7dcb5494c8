package io.storeloop.campaign;

import io.storeloop.campaign.audience.AudienceCondition;
import io.storeloop.campaign.cap.Limits;
import io.storeloop.campaign.cost.Costs;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.CampaignPlan;
import io.storeloop.campaign.lifecycle.CampaignState;
import io.storeloop.campaign.lifecycle.Experiment;
import io.storeloop.campaign.lifecycle.Goal;
import io.storeloop.campaign.lifecycle.Period;
import io.storeloop.campaign.lifecycle.Schedule;
import io.storeloop.campaign.message.DeliveryPlan;
import io.storeloop.campaign.message.DeliveryReader;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns and profiles in words. */
public final class CampaignFixture {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private long number = 1;
  private CampaignState state = CampaignState.RUNNING;
  private Condition condition = Condition.ALWAYS;
  private Period period = new Period(null, null);
  private int priority;
  private BigDecimal holdoutShare = BigDecimal.ZERO;
  private String placement = "home";
  private Goal goal = new Goal(7);
  private Experiment experiment = Experiment.USUAL;
  private Schedule schedule = Schedule.ALWAYS;
  private @Nullable Costs costs;
  private @Nullable DeliveryPlan delivery;
  private final List<Offer> offers = new ArrayList<>();

  private CampaignFixture() {}

  public static CampaignFixture aCampaign() {
    return new CampaignFixture();
  }

  public static Offer offer(String id, int weight) {
    return Offer.message(
        id,
        new OfferContent("Title of " + id, null, null, null, Map.of()),
        BigDecimal.valueOf(weight));
  }

  public static Subject profile(Map<String, Value> values) {
    return new Subject() {
      @Override
      public Optional<Value> value(String path) {
        return Optional.ofNullable(values.get(path));
      }

      @Override
      public long count(Performed performed, Instant now) {
        throw new AssertionError("a decision has no history");
      }
    };
  }

  public CampaignFixture numbered(long next) {
    number = next;
    return this;
  }

  public CampaignFixture in(CampaignState next) {
    state = next;
    return this;
  }

  public CampaignFixture where(String json) {
    condition =
        ConditionParser.parse(JsonMapper.shared().readTree(json), AudienceCondition.VOCABULARY);
    return this;
  }

  public CampaignFixture during(Instant from, Instant until) {
    period = new Period(from, until);
    return this;
  }

  public CampaignFixture withPriority(int next) {
    priority = next;
    return this;
  }

  public CampaignFixture holdingOut(String share) {
    holdoutShare = new BigDecimal(share);
    return this;
  }

  public CampaignFixture at(String next) {
    placement = next;
    return this;
  }

  public CampaignFixture offering(Offer offer) {
    offers.add(offer);
    return this;
  }

  public CampaignFixture atHours(Schedule next) {
    schedule = next;
    return this;
  }

  public CampaignFixture countingDays(int days) {
    goal = new Goal(days);
    return this;
  }

  public CampaignFixture readBy(Experiment.Design design) {
    experiment =
        new Experiment(design, Experiment.DEFAULT_ALPHA, Experiment.USUAL.allocation(), List.of());
    return this;
  }

  public CampaignFixture sharedOutBy(Experiment.Allocation allocation) {
    experiment =
        new Experiment(Experiment.USUAL.design(), Experiment.DEFAULT_ALPHA, allocation, List.of());
    return this;
  }

  /** In euros. */
  public CampaignFixture costing(String fixed, String perSend) {
    costs = new Costs(new BigDecimal(fixed), new BigDecimal(perSend), "EUR");
    return this;
  }

  public CampaignFixture sending(String json) {
    delivery = DeliveryReader.stored(JsonMapper.shared().readTree(json));
    return this;
  }

  public CampaignPlan plan() {
    return new CampaignPlan(
        "Campaign " + number,
        List.of(placement),
        condition,
        period,
        schedule,
        priority,
        holdoutShare,
        offers.isEmpty() ? List.of(offer("ten", 1)) : offers,
        goal,
        experiment,
        Limits.NONE,
        costs,
        List.of(),
        delivery);
  }

  public Campaign make() {
    return new Campaign(
        new UUID(0, number),
        3,
        state,
        plan(),
        "salt-" + number,
        NOON,
        state == CampaignState.DRAFT ? null : NOON);
  }
}
