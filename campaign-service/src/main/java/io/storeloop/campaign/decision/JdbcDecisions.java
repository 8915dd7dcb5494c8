package io.storeloop.campaign.decision;

import io.storeloop.campaign.offer.HttpRecommendations.Picked;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The ledger of decisions: one row each, never changed. */
@Component
class JdbcDecisions {
  /** Any number of rows by one statement, which is one transaction if the caller has none. */
  private static final String ADD =
      """
      insert into decision (id, decided_at, user_id, anonymous_id, placement, campaign_id, offer_id, held_out,
                            treatment_probability, fallback, as_of, inputs, reasons, context, served, basis)
      select cast(d.id as uuid), cast(d.decided_at as timestamptz), d.user_id, d.anonymous_id, d.placement,
             cast(d.campaign_id as uuid), d.offer_id, d.held_out, d.treatment_probability, d.fallback,
             cast(d.as_of as timestamptz), cast(d.inputs as jsonb), cast(d.reasons as jsonb), cast(d.context as jsonb),
             cast(d.served as jsonb), cast(d.basis as jsonb)
      from unnest(
             cast(:ids as text[]), cast(:decidedAt as text[]), cast(:userIds as text[]), cast(:anonymousIds as text[]),
             cast(:placements as text[]), cast(:campaignIds as text[]), cast(:offerIds as text[]),
             cast(:heldOut as boolean[]), cast(:probabilities as double precision[]), cast(:fallbacks as text[]),
             cast(:asOf as text[]), cast(:inputs as text[]), cast(:reasons as text[]), cast(:contexts as text[]),
             cast(:served as text[]), cast(:bases as text[]))
        as d (id, decided_at, user_id, anonymous_id, placement, campaign_id, offer_id, held_out, treatment_probability,
              fallback, as_of, inputs, reasons, context, served, basis)
      """;

  private static final String FIND =
      """
      select d.*, x.exposed_at, c.clicked_at
      from decision d
        left join exposure x on x.decision_id = d.id
        left join offer_click c on c.decision_id = d.id
      where d.id = :id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  /** What is taken again must be read without rounding. */
  private final JsonMapper exact;

  JdbcDecisions(@Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json) {
    this.jdbc = database.jdbc();
    this.json = json;
    this.exact =
        json.rebuild()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  void add(List<Decision> decisions) {
    List<Drawn> drawn =
        decisions.stream().map(decision -> Drawn.of(decision.selection().choice())).toList();
    jdbc.sql(ADD)
        .param("ids", ArrayColumn.of(decisions, Decision::id))
        .param("decidedAt", ArrayColumn.of(decisions, Decision::decidedAt))
        .param("userIds", ArrayColumn.of(decisions, decision -> decision.shopper().userId()))
        .param(
            "anonymousIds", ArrayColumn.of(decisions, decision -> decision.shopper().anonymousId()))
        .param("placements", ArrayColumn.of(decisions, Decision::placement))
        .param("campaignIds", ArrayColumn.of(drawn, Drawn::campaignId))
        .param("offerIds", ArrayColumn.of(drawn, Drawn::offerId))
        .param("heldOut", drawn.stream().map(Drawn::heldOut).toArray(Boolean[]::new))
        .param(
            "probabilities", drawn.stream().map(Drawn::treatmentProbability).toArray(Double[]::new))
        .param("fallbacks", ArrayColumn.of(decisions, Decision::fallback))
        .param("asOf", ArrayColumn.of(decisions, Decision::asOf))
        .param(
            "inputs", ArrayColumn.of(decisions, decision -> inputs(decision.selection().inputs())))
        .param("reasons", ArrayColumn.of(decisions, decision -> reasons(decision.selection())))
        .param("contexts", ArrayColumn.of(decisions, Decision::context))
        .param("served", ArrayColumn.of(decisions, decision -> served(decision.served())))
        .param(
            "bases",
            ArrayColumn.of(decisions, decision -> json.writeValueAsString(Grounds.of(decision))))
        .update();
  }

  private String reasons(Selection selection) {
    return json.writeValueAsString(selection.reasons().stream().map(ReasonAnswer::of).toList());
  }

  Optional<LedgerEntry> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query((row, number) -> entry(row)).optional();
  }

  /** How a selection looks once it has been in the ledger, to be compared with what is there. */
  ReplayedOutcome asKept(
      Selection selection, @Nullable String fallback, @Nullable String language) {
    Drawn drawn = Drawn.of(selection.choice());
    return new ReplayedOutcome(
        drawn.campaignId(),
        drawn.offerId(),
        drawn.heldOut(),
        drawn.treatmentProbability(),
        fallback,
        language,
        exact.readTree(inputs(selection.inputs()).toString()),
        exact.readTree(reasons(selection)),
        selection.considered(),
        selection.draw());
  }

  private LedgerEntry entry(ResultSet row) throws SQLException {
    String kept = row.getString("basis");
    Grounds grounds = kept == null ? Grounds.NOT_KEPT : exact.readValue(kept, Grounds.class);
    return new LedgerEntry(
        row.getObject("id", UUID.class),
        Objects.requireNonNull(instant(row, "decided_at")),
        row.getString("user_id"),
        row.getString("anonymous_id"),
        row.getString("placement"),
        row.getObject("campaign_id", UUID.class),
        row.getString("offer_id"),
        row.getBoolean("held_out"),
        row.getObject("treatment_probability", Double.class),
        row.getString("fallback"),
        Objects.requireNonNull(instant(row, "as_of")),
        exact.readTree(row.getString("inputs")),
        exact.readTree(row.getString("reasons")),
        json.readTree(row.getString("context")),
        json.readTree(row.getString("served")),
        grounds.basis(),
        grounds.considered(),
        grounds.draw(),
        instant(row, "exposed_at"),
        instant(row, "clicked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static ObjectNode inputs(Map<String, @Nullable Value> values) {
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    values.forEach((path, value) ->
        inputs.set(
            path,
            value == null ? JsonNodeFactory.instance.nullNode() : ConditionWriter.write(value)));
    return inputs;
  }

  /**
   * What the answer gave along; the items by their ids, as the page got the rest from elsewhere.
   */
  private static ObjectNode served(@Nullable Served served) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    if (served == null) {
      return kept;
    }
    putIfPresent(kept, "language", served.spoken().language());
    putIfPresent(kept, "couponCode", served.couponCode());
    Picked picked = served.picked();
    if (picked != null) {
      putIfPresent(kept, "recommendationId", picked.recommendationId());
      putIfPresent(kept, "modelVersion", picked.modelVersion());
      ArrayNode ids = kept.putArray("itemIds");
      picked.items().forEach(item -> ids.add(item.path("itemId").asString("")));
    }
    return kept;
  }

  private static void putIfPresent(ObjectNode object, String name, @Nullable String text) {
    if (text != null) {
      object.put(name, text);
    }
  }

  private record Drawn(
      @Nullable UUID campaignId,
      @Nullable String offerId,
      boolean heldOut,
      @Nullable Double treatmentProbability) {
    static Drawn of(Choice choice) {
      return switch (choice) {
        case Choice.Show(var campaign, var offer, double probability) ->
            new Drawn(campaign.id(), offer.offerId(), false, probability);
        case Choice.HoldOut(var campaign, double probability) ->
            new Drawn(campaign.id(), null, true, probability);
        case Choice.HoldOutOfAll(double probability) -> new Drawn(null, null, true, probability);
        case Choice.Default standIn -> new Drawn(null, Choice.Default.OFFER_ID, false, null);
        case Choice.Nothing() -> new Drawn(null, null, false, null);
      };
    }
  }
}
