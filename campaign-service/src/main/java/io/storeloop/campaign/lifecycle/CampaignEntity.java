package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.audience.AudienceCondition;
import io.storeloop.campaign.cap.LimitsFields;
import io.storeloop.campaign.cost.CostsFields;
import io.storeloop.campaign.message.DeliveryReader;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ConditionWriter;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.json.JsonMapper;

/** A campaign as a row. Hibernate fills it, so its fields start as null. */
@Entity
@Table(name = "campaign")
@NullUnmarked
class CampaignEntity {
  @Id private UUID id;
  @Version private Long version;
  private String state;
  private String name;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] placements;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String condition;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String delivery;

  private Instant startsAt;
  private Instant endsAt;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String schedule;

  private int priority;
  private BigDecimal holdoutShare;
  private int goalWindowDays;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String goal;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String experiment;

  private String salt;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String limits;

  @ColumnTransformer(write = "cast(? as jsonb)")
  private String costs;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] exclusionLists;

  private Instant createdAt;
  private Instant startedAt;
  private Instant occasionsSince;

  @ElementCollection(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SUBSELECT)
  @CollectionTable(name = "offer", joinColumns = @JoinColumn(name = "campaign_id"))
  @OrderColumn(name = "position")
  private List<OfferRow> offers = new ArrayList<>();

  protected CampaignEntity() {}

  static CampaignEntity of(Campaign campaign) {
    CampaignEntity entity = new CampaignEntity();
    entity.id = campaign.id();
    entity.salt = campaign.salt();
    entity.createdAt = campaign.createdAt();
    entity.take(campaign);
    return entity;
  }

  /** Takes over what may change; the version is Hibernate's to count. */
  void take(Campaign campaign) {
    CampaignPlan plan = campaign.plan();
    state = campaign.state().wireName();
    startedAt = campaign.startedAt();
    occasionsSince = campaign.occasionsSince();
    name = plan.name();
    placements = plan.placements().toArray(String[]::new);
    condition = ConditionWriter.write(plan.condition()).toString();
    delivery = plan.delivery() == null ? null : plan.delivery().json().toString();
    startsAt = plan.period().startsAt();
    endsAt = plan.period().endsAt();
    schedule = written(ScheduleFields.of(plan.schedule()));
    limits = written(LimitsFields.of(plan.limits()));
    costs = written(CostsFields.of(plan.costs()));
    exclusionLists = plan.exclusionLists().toArray(String[]::new);
    priority = plan.priority();
    holdoutShare = plan.holdoutShare();
    goalWindowDays = plan.goal().windowDays();
    goal = GoalFields.row(plan.goal());
    experiment = written(ExperimentFields.of(plan.experiment()));
    List<Offer> present = offers.stream().map(OfferRow::toOffer).toList();
    if (!present.equals(plan.offers())) {
      offers.clear();
      plan.offers().forEach(offer -> offers.add(OfferRow.of(offer)));
    }
  }

  Campaign toCampaign() {
    CampaignPlan plan =
        new CampaignPlan(
            name,
            List.of(placements),
            ConditionParser.parse(
                JsonMapper.shared().readTree(condition), AudienceCondition.VOCABULARY),
            new Period(startsAt, endsAt),
            schedule(),
            priority,
            holdoutShare,
            offers.stream().map(OfferRow::toOffer).toList(),
            GoalFields.stored(goal, goalWindowDays),
            JsonMapper.shared().readValue(experiment, ExperimentFields.class).toExperiment(),
            JsonMapper.shared().readValue(limits, LimitsFields.class).toLimits(),
            costs == null
                ? null
                : JsonMapper.shared().readValue(costs, CostsFields.class).toCosts(),
            List.of(exclusionLists),
            delivery == null
                ? null
                : DeliveryReader.stored(JsonMapper.shared().readTree(delivery)));
    return new Campaign(
        id,
        version,
        CampaignState.valueOf(state.toUpperCase(Locale.ROOT)),
        plan,
        salt,
        createdAt,
        startedAt,
        occasionsSince);
  }

  private Schedule schedule() {
    // what was written has been checked
    return schedule == null
        ? Schedule.ALWAYS
        : new ScheduleReader(new Mistakes())
            .read("", JsonMapper.shared().readValue(schedule, ScheduleFields.class));
  }

  private static String written(Object fields) {
    return fields == null ? null : JsonMapper.shared().writeValueAsString(fields);
  }

  long version() {
    return version;
  }
}
