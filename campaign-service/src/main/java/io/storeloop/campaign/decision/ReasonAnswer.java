package io.storeloop.campaign.decision;

import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.Value;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A reason as the API shows it and the ledger keeps it. */
@Schema(name = "DecisionReason")
record ReasonAnswer(
    @Nullable UUID campaignId,
    @Schema(example = "features.recencyDays") @Nullable String path,
    @Schema(example = "$gte") @Nullable String operator,
    @Schema(type = "object", description = "A value, or a list of them.", example = "30")
        @Nullable JsonNode expected,
    @Schema(
            type = "object",
            description = "What the profile holds; absent if nothing.",
            example = "42")
        @Nullable JsonNode actual,
    @Schema(example = "features.recencyDays is 42 and must be at least 30") String text) {

  static ReasonAnswer of(Reason reason) {
    Value actual = reason.actual();
    return new ReasonAnswer(
        reason.campaignId(),
        reason.path(),
        reason.operator(),
        expected(reason.expected()),
        actual == null ? null : ConditionWriter.write(actual),
        reason.text());
  }

  private static @Nullable JsonNode expected(List<Value> values) {
    return switch (values.size()) {
      case 0 -> null;
      case 1 -> ConditionWriter.write(values.getFirst());
      default -> {
        var list = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> list.add(ConditionWriter.write(value)));
        yield list;
      }
    };
  }
}
