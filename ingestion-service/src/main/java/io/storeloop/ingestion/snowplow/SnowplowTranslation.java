package io.storeloop.ingestion.snowplow;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.intake.Translated;
import io.storeloop.ingestion.intake.TranslatedMessage;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.translation.FieldNames;
import io.storeloop.ingestion.translation.Properties;
import io.storeloop.ingestion.translation.Report;
import io.storeloop.ingestion.translation.UsualNames;
import io.storeloop.ingestion.validation.Arrival;
import io.storeloop.ingestion.validation.PlainNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in canonical fields what one event of a Snowplow tracker says. */
final class SnowplowTranslation {
  private static final String ACTION = "snowplow_ecommerce_action";

  private SnowplowTranslation() {}

  static Translated translated(Map<String, @Nullable Object> fields, Arrival arrival) {
    String messageId = fields.get("eid") instanceof String id ? id : null;
    return switch (EncodedJson.read(fields, "co", "cx")) {
      case ReadRecord.Unreadable unreadable ->
          new Translated.NotUnderstood(messageId, unreadable.refusal());
      case ReadRecord.Readable contexts -> {
        SnowplowEvent event =
            new SnowplowEvent(fields, new Entities(contexts.fields()), arrival.receivedAt());
        yield translated(event, messageId);
      }
    };
  }

  private static Translated translated(SnowplowEvent event, @Nullable String messageId) {
    Map<String, @Nullable Object> shared = event.shared();
    String kind = event.text("e");
    return switch (kind == null ? "" : kind) {
      case "pv" -> one(event, messageId, page(event, shared));
      case "pp" ->
          one(
              event,
              messageId,
              custom(
                  event,
                  shared,
                  "page_ping",
                  event.named(
                      "min_x", "pp_mix", "max_x", "pp_max", "min_y", "pp_miy", "max_y", "pp_may")));
      case "se" -> structured(event, messageId, shared);
      case "tr" ->
          one(
              event,
              messageId,
              custom(
                  event,
                  shared,
                  "transaction",
                  event.named(
                      "orderId",
                      "tr_id",
                      "total",
                      "tr_tt",
                      "tax",
                      "tr_tx",
                      "shipping",
                      "tr_sh",
                      "affiliation",
                      "tr_af",
                      "currency",
                      "tr_cu",
                      "city",
                      "tr_ci",
                      "state",
                      "tr_st",
                      "country",
                      "tr_co")));
      case "ti" -> one(event, messageId, item(event, shared));
      case "ue" -> selfDescribing(event, messageId, shared);
      default ->
          new Translated.NotUnderstood(
              messageId,
              Refusal.ofField("e", "unknown_type", "e must be one of pv, pp, se, ue, tr, ti"));
    };
  }

  private static Map<String, @Nullable Object> page(
      SnowplowEvent event, Map<String, @Nullable Object> shared) {
    return new Report(
            EventType.PAGE,
            shared,
            new Properties(event.place(), FieldNames.NONE),
            List.of(),
            context(event))
        .events()
        .getFirst();
  }

  private static Translated structured(
      SnowplowEvent event, @Nullable String messageId, Map<String, @Nullable Object> shared) {
    String action = event.text("se_ac");
    if (action == null) {
      return new Translated.NotUnderstood(
          messageId,
          Refusal.ofField("se_ac", "missing_event", "a structured event needs an action"));
    }
    return one(
        event,
        messageId,
        custom(
            event,
            shared,
            action,
            event.named(
                "category", "se_ca", "label", "se_la", "property", "se_pr", "value", "se_va")));
  }

  /**
   * A line of a classic transaction. The transaction itself ({@code tr}) repeats what its lines add
   * up to, so it is no purchase of its own.
   */
  private static Map<String, @Nullable Object> item(
      SnowplowEvent event, Map<String, @Nullable Object> shared) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>(shared);
    row.put("type", EventType.PURCHASE.wireName());
    row.put("orderId", event.fields().get("ti_id"));
    row.put("itemId", event.fields().get("ti_sk"));
    row.put("price", number(event.fields().get("ti_pr")));
    row.put("quantity", number(event.fields().get("ti_qu")));
    row.put("currency", event.fields().get("ti_cu"));
    row.put("properties", event.named("name", "ti_nm", "category", "ti_ca"));
    return row;
  }

  private static Translated selfDescribing(
      SnowplowEvent event, @Nullable String messageId, Map<String, @Nullable Object> shared) {
    return switch (EncodedJson.read(event.fields(), "ue_pr", "ue_px")) {
      case ReadRecord.Unreadable unreadable ->
          new Translated.NotUnderstood(messageId, unreadable.refusal());
      case ReadRecord.Readable wrapped -> {
        Optional<SelfDescribing> told = SelfDescribing.of(wrapped.fields().get("data"));
        yield told.isEmpty()
            ? new Translated.NotUnderstood(
                messageId,
                Refusal.ofField(
                    "ue_px", "missing_event", "a self-describing event needs a schema and data"))
            : whole(event, messageId, events(told.get(), event, shared));
      }
    };
  }

  private static List<Map<String, @Nullable Object>> events(
      SelfDescribing told, SnowplowEvent event, Map<String, @Nullable Object> shared) {
    if (told.isOfEcommerce() && told.name().equals(ACTION)) {
      return EcommerceAction.events(told, event, shared);
    }
    Properties data = new Properties(told.data(), StandardSchemas.NAMES);
    Optional<EventType> type = StandardSchemas.typeOf(told);
    if (type.isPresent()) {
      Map<String, @Nullable Object> row =
          new Report(type.get(), shared, StandardSchemas.joined(data), List.of(), aside(event))
              .events()
              .getFirst();
      return List.of(type.get() == EventType.PAGE ? Report.with(row, "kind", "screen") : row);
    }
    Map<String, @Nullable Object> row = custom(event, shared, told.name(), data.left());
    return List.of(told.vendor().isEmpty() ? row : Report.with(row, "vendor", told.vendor()));
  }

  private static Map<String, @Nullable Object> custom(
      SnowplowEvent event,
      Map<String, @Nullable Object> shared,
      String name,
      Map<String, @Nullable Object> properties) {
    Map<String, @Nullable Object> row =
        new Report(
                EventType.CUSTOM,
                shared,
                new Properties(properties, UsualNames.PROPERTIES),
                List.of(),
                aside(event))
            .events()
            .getFirst();
    return Report.with(row, "event", name);
  }

  private static Map<String, @Nullable Object> aside(SnowplowEvent event) {
    Map<String, @Nullable Object> aside = event.place();
    aside.putAll(context(event));
    return aside;
  }

  private static Map<String, @Nullable Object> context(SnowplowEvent event) {
    Map<String, @Nullable Object> aside = new LinkedHashMap<>();
    Map<String, @Nullable Object> entities = event.entities().left();
    if (!entities.isEmpty()) {
      aside.put("context", entities);
    }
    return aside;
  }

  /** Every value of the protocol is a text: a number in one is no slip that would need a repair. */
  private static @Nullable Object number(@Nullable Object value) {
    return value instanceof String text
        ? PlainNumbers.parse(text).<Object>map(number -> number).orElse(text)
        : value;
  }

  private static Translated one(
      SnowplowEvent event, @Nullable String messageId, Map<String, @Nullable Object> row) {
    return new Translated.Understood(
        TranslatedMessage.ofOne(messageId, row, content(event), event.isTimed())
            .repairedBy(event.repairs()));
  }

  private static Translated whole(
      SnowplowEvent event, @Nullable String messageId, List<Map<String, @Nullable Object>> events) {
    return new Translated.Understood(
        TranslatedMessage.ofWholeOrders(messageId, events, content(event), event.isTimed())
            .repairedBy(event.repairs()));
  }

  /** Without when it left, which changes when it is sent again. */
  private static String content(SnowplowEvent event) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>(event.fields());
    content.remove("stm");
    return "snowplow" + RecordReader.canonical(content);
  }
}
