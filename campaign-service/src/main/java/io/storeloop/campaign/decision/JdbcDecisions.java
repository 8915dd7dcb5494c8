package io.storeloop.campaign.decision;

import io.storeloop.campaign.offer.HttpRecommendations.Picked;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The ledger of decisions: one row each, never changed. */
@Component
class JdbcDecisions {
  private static final String ADD =
      """
      insert into decision (id, decided_at, user_id, anonymous_id, placement, campaign_id, offer_id, held_out,
                            treatment_probability, fallback, as_of, inputs, reasons, context, served)
      values (:id, :decidedAt, :userId, :anonymousId, :placement, :campaignId, :offerId, :heldOut,
              :treatmentProbability, :fallback, :asOf, cast(:inputs as jsonb), cast(:reasons as jsonb),
              cast(:context as jsonb), cast(:served as jsonb))
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

  JdbcDecisions(@Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json) {
    this.jdbc = database.jdbc();
    this.json = json;
  }

  void add(Decision decision) {
    Drawn drawn = Drawn.of(decision.selection().choice());
    jdbc.sql(ADD)
        .param("id", decision.id())
        .param("decidedAt", decision.decidedAt().atOffset(ZoneOffset.UTC))
        .param("userId", decision.shopper().userId())
        .param("anonymousId", decision.shopper().anonymousId())
        .param("placement", decision.placement())
        .param("campaignId", drawn.campaignId())
        .param("offerId", drawn.offerId())
        .param("heldOut", drawn.heldOut())
        .param("treatmentProbability", drawn.treatmentProbability())
        .param("fallback", decision.fallback())
        .param("asOf", decision.asOf().atOffset(ZoneOffset.UTC))
        .param("inputs", inputs(decision.selection().inputs()).toString())
        .param(
            "reasons",
            json.writeValueAsString(
                decision.selection().reasons().stream().map(ReasonAnswer::of).toList()))
        .param("context", decision.context().toString())
        .param("served", served(decision.served()).toString())
        .update();
  }

  Optional<LedgerEntry> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query((row, number) -> entry(row)).optional();
  }

  private LedgerEntry entry(ResultSet row) throws SQLException {
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
        json.readTree(row.getString("inputs")),
        json.readTree(row.getString("reasons")),
        json.readTree(row.getString("context")),
        json.readTree(row.getString("served")),
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
