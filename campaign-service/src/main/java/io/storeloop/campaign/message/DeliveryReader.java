package io.storeloop.campaign.message;

import io.storeloop.campaign.hours.Hours;
import io.storeloop.campaign.message.DeliveryPlan.Message;
import io.storeloop.campaign.message.DeliveryPlan.Step;
import io.storeloop.campaign.validation.Mistakes;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns the JSON of a delivery into a plan, or into its mistakes with pointers. */
public final class DeliveryReader {
  private static final Set<String> FIELDS =
      Set.of(
          "channel",
          "webhookId",
          "trigger",
          "steps",
          "message",
          "quietHours",
          "repeatAfter",
          "cancelOnPurchase");

  private final JsonMistakes mistakes;

  private DeliveryReader(JsonMistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * The plan; empty after having noted what is wrong.
   *
   * @param pointer of the object in its request
   */
  public static Optional<DeliveryPlan> read(JsonNode given, String pointer, Mistakes mistakes) {
    Mistakes own = new Mistakes();
    DeliveryPlan plan = read(given, new JsonMistakes(pointer, own));
    mistakes.addAll(own.found());
    return own.isEmpty() ? Optional.ofNullable(plan) : Optional.empty();
  }

  private static @Nullable DeliveryPlan read(JsonNode given, JsonMistakes mistakes) {
    if (!(JsonMapper.shared().readTree(given.toString()) instanceof ObjectNode json)) {
      mistakes.add("", "wrong_type", "expected an object");
      return null;
    }
    return new DeliveryReader(mistakes).plan(json);
  }

  /**
   * What was read before and stored.
   *
   * @throws IllegalStateException if it is no plan
   */
  public static DeliveryPlan stored(JsonNode json) {
    Mistakes mistakes = new Mistakes();
    return read(json, "", mistakes)
        .orElseThrow(
            () -> new IllegalStateException("a stored delivery is no plan: " + mistakes.found()));
  }

  private @Nullable DeliveryPlan plan(ObjectNode json) {
    mistakes.unknown(json, "", FIELDS);
    Channel channel = mistakes.text(json, "/channel").flatMap(Channel::ofWireName).orElse(null);
    if (channel == null) {
      mistakes.add("/channel", "invalid_value", "expected webhook, email, on_site or audience");
      return null;
    }
    if (!channel.sends()) {
      FIELDS.stream()
          .filter(field -> !field.equals("channel") && json.has(field))
          .sorted()
          .forEach(field ->
              mistakes.add(
                  "/" + field, "unknown_field", "nothing is sent by " + channel.wireName()));
      return new DeliveryPlan(
          channel, null, null, List.of(), null, DeliveryPlan.DEFAULT_REPEAT, false, json);
    }
    Trigger trigger = new TriggerReader(mistakes).read(json.path("trigger")).orElse(null);
    List<Step> steps = steps(json);
    UUID webhook = channel == Channel.WEBHOOK ? webhook(json) : null;
    if (trigger == null || steps.isEmpty()) {
      return null;
    }
    return new DeliveryPlan(
        channel,
        webhook,
        trigger,
        steps,
        quietHours(json.path("quietHours")),
        mistakes
            .duration(json, "/repeatAfter", Duration.ZERO, DeliveryPlan.LONGEST)
            .orElse(DeliveryPlan.DEFAULT_REPEAT),
        cancels(json, trigger),
        json);
  }

  private boolean cancels(JsonNode json, Trigger trigger) {
    JsonNode given = json.path("cancelOnPurchase");
    if (given.isMissingNode()) {
      return !(trigger instanceof Trigger.EventHappens(String event, var where)
              && event.equals("purchase"))
          && !(trigger instanceof Trigger.Scheduled);
    }
    if (!given.isBoolean()) {
      mistakes.add("/cancelOnPurchase", "wrong_type", "expected true or false");
    }
    return given.asBoolean(true);
  }

  /** Kept in its full form: the database looks for it as a text. */
  private @Nullable UUID webhook(ObjectNode json) {
    try {
      UUID id = UUID.fromString(mistakes.text(json, "/webhookId").orElse(""));
      json.put("webhookId", id.toString());
      return id;
    } catch (IllegalArgumentException none) {
      mistakes.add("/webhookId", "missing_value", "expected the id of a webhook");
      return null;
    }
  }

  private List<Step> steps(JsonNode json) {
    JsonNode given = json.path("steps");
    if (given.isMissingNode()) {
      return message(json.path("message"), "/message")
          .map(message -> List.of(new Step(Duration.ZERO, message)))
          .orElse(List.of());
    }
    if (!given.isArray() || given.isEmpty() || given.size() > DeliveryPlan.MOST_STEPS) {
      mistakes.add("/steps", "invalid_value", "expected a list of 1 to " + DeliveryPlan.MOST_STEPS);
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    Duration last = Duration.ofMillis(-1);
    for (int i = 0; i < given.size(); i++) {
      String at = "/steps/" + i;
      JsonNode step = given.get(i);
      mistakes.unknown(step, at, Set.of("after", "message"));
      Duration after =
          mistakes
              .duration(json, at + "/after", Duration.ZERO, DeliveryPlan.LONGEST)
              .orElse(Duration.ZERO);
      if (after.compareTo(last) <= 0) {
        mistakes.add(
            at + "/after", "invalid_value", "expected a time after the step before: " + last);
      }
      last = after;
      boolean own = step.has("message");
      message(own ? step.path("message") : json.path("message"), own ? at + "/message" : "/message")
          .ifPresent(message -> steps.add(new Step(after, message)));
    }
    return steps.size() == given.size() ? steps : List.of();
  }

  private Optional<Message> message(JsonNode given, String at) {
    if (!given.isObject()) {
      mistakes.add(at, "missing_value", "expected subject and text");
      return Optional.empty();
    }
    mistakes.unknown(given, at, Set.of("subject", "text", "html"));
    Optional<Template> subject = mistakes.template(given, at, "subject", true);
    Optional<Template> text = mistakes.template(given, at, "text", true);
    Optional<Template> html = mistakes.template(given, at, "html", false);
    return subject.isPresent() && text.isPresent()
        ? Optional.of(new Message(subject.get(), text.get(), html.orElse(null)))
        : Optional.empty();
  }

  private @Nullable QuietHours quietHours(JsonNode given) {
    if (given.isMissingNode()) {
      return null;
    }
    mistakes.unknown(given, "/quietHours", Set.of("from", "to", "timeZone"));
    Optional<LocalTime> from = mistakes.localTime(given, "/quietHours", "from");
    Optional<LocalTime> to = mistakes.localTime(given, "/quietHours", "to");
    Optional<ZoneId> zone = mistakes.zone(given, "/quietHours");
    if (from.isEmpty() || to.isEmpty() || zone.isEmpty()) {
      return null;
    }
    if (from.equals(to)) {
      mistakes.add("/quietHours/to", "period_empty", "expected another time than from");
      return null;
    }
    return new QuietHours(new Hours(from.get(), to.get()), zone.get());
  }
}
