package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.lifecycle.Goal.Worth;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ConditionException;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.common.edge.FieldProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A goal as it is written, on the wire and in the row. */
@Schema(name = "CampaignGoal")
public record GoalFields(
    @Schema(
            description = "The type of the event, such as `purchase`, `add_to_cart` or `review`.",
            defaultValue = "purchase",
            example = "purchase")
        @Nullable String type,
    @Schema(
            type = "object",
            description =
                "What else must hold of the event, as in `where` of `performed`; absent or `{}`: nothing.",
            example = "{\"category\": \"footwear\"}")
        @Nullable JsonNode where,
    @Schema(
            allowableValues = {"count", "revenue"},
            description =
                "`revenue`: revenue and margin are those of the events that reach the goal. `count`: how often it is"
                    + " reached; revenue and margin are those of all purchases. Absent: revenue for purchases, else count.")
        @Nullable String value,
    @Schema(
            description = "How long after a decision the event counts, 1 to 90.",
            defaultValue = "7",
            example = "7")
        @Nullable Integer windowDays) {

  static GoalFields of(Goal goal) {
    return new GoalFields(
        goal.type(),
        ConditionWriter.write(goal.where()),
        goal.value().wireName(),
        goal.windowDays());
  }

  /** Reads a goal; what is wrong is noted. */
  static Goal read(String pointer, @Nullable GoalFields given, Mistakes mistakes) {
    if (given == null) {
      return new Goal(Goal.DEFAULT_WINDOW_DAYS);
    }
    int days =
        mistakes.within(
            pointer + "/windowDays",
            given.windowDays,
            1,
            Goal.MAX_WINDOW_DAYS,
            Goal.DEFAULT_WINDOW_DAYS);
    String type = given.type == null ? Goal.PURCHASE : given.type;
    if (!ProfileVocabulary.PROFILE.eventTypes().contains(type)) {
      mistakes.add(
          pointer + "/type",
          "invalid_value",
          "expected one of " + String.join(", ", ProfileVocabulary.PROFILE.eventTypes()));
      return new Goal(days);
    }
    return new Goal(
        type, where(pointer + "/where", given.where, mistakes), value(pointer, given, type, mistakes), days);
  }

  /** What stands in a row has been checked. */
  public static Goal stored(String json, int windowDays) {
    JsonNode row = JsonMapper.shared().readTree(json);
    GoalFields fields =
        new GoalFields(
            row.path("type").asString(Goal.PURCHASE),
            row.path("where"),
            row.path("value").asString(Worth.REVENUE.wireName()),
            windowDays);
    return read("", fields, new Mistakes());
  }

  /** As the row has it; the window stands in a column of its own. */
  static String row(Goal goal) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("type", goal.type());
    row.set("where", ConditionWriter.write(goal.where()));
    row.put("value", goal.value().wireName());
    return row.toString();
  }

  private static Condition where(String pointer, @Nullable JsonNode given, Mistakes mistakes) {
    if (given == null || given.isNull() || given.isMissingNode() || (given.isObject() && given.isEmpty())) {
      return Condition.ALWAYS;
    }
    try {
      return ConditionParser.parse(given, ProfileVocabulary.PROFILE.ofEvents());
    } catch (ConditionException refused) {
      mistakes.addAll(
          refused.errors().stream()
              .map(error ->
                  new FieldProblem(
                      pointer + error.pointer(), error.code().code(), error.detail()))
              .toList());
      return Condition.ALWAYS;
    }
  }

  private static Worth value(String pointer, GoalFields given, String type, Mistakes mistakes) {
    if (given.value == null) {
      return type.equals(Goal.PURCHASE) ? Worth.REVENUE : Worth.COUNT;
    }
    Optional<Worth> value =
        Stream.of(Worth.values()).filter(worth -> worth.wireName().equals(given.value)).findFirst();
    if (value.isEmpty()) {
      mistakes.add(pointer + "/value", "invalid_value", "expected count or revenue");
    }
    return value.orElse(Worth.COUNT);
  }
}
