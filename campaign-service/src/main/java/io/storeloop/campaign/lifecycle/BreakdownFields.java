package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.audience.AudienceCondition;
import io.storeloop.campaign.audience.AudienceCondition.Reading;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ConditionWriter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A breakdown as it is written, on the wire and in the row. */
@Schema(name = "CampaignBreakdown")
public record BreakdownFields(
    @Schema(description = "Unique within the campaign.", example = "VIPs") @Nullable String name,
    @Schema(
            type = "object",
            description = "On the profile as it stood at the first decision, in the condition language.",
            example = "{\"segments\": \"vip\"}")
        @Nullable JsonNode condition) {
  /** Every further one widens the intervals of all. */
  static final int MOST = 10;

  private static final TypeReference<List<@Nullable BreakdownFields>> LIST =
      new TypeReference<>() {};

  private static final int LONGEST_NAME = 100;

  static BreakdownFields of(Breakdown breakdown) {
    return new BreakdownFields(
        breakdown.name(), ConditionWriter.write(breakdown.condition()));
  }

  /** Reads a list; what is wrong is noted. */
  static List<Breakdown> read(
      String pointer, @Nullable List<@Nullable BreakdownFields> given, Mistakes mistakes) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > MOST) {
      mistakes.tooMany(pointer, MOST, given.size());
      return List.of();
    }
    List<Breakdown> breakdowns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String at = pointer + "/" + i;
      BreakdownFields one = given.get(i);
      if (one == null) {
        mistakes.add(at, "missing_value", "expected a name and a condition");
        continue;
      }
      String name = mistakes.required(at + "/name", one.name, LONGEST_NAME);
      if (!name.isEmpty() && !names.add(name)) {
        mistakes.add(
            at + "/name",
            "duplicate_value",
            "another breakdown is already called '%s'".formatted(name));
      }
      breakdowns.add(new Breakdown(name, condition(at + "/condition", one.condition, mistakes)));
    }
    return List.copyOf(breakdowns);
  }

  /** What stands in a row has been checked. */
  public static List<Breakdown> stored(String json) {
    return read("", JsonMapper.shared().readValue(json, LIST), new Mistakes());
  }

  private static Condition condition(
      String pointer, @Nullable JsonNode given, Mistakes mistakes) {
    if (given == null || given.isNull()) {
      mistakes.add(pointer, "missing_value", "expected a condition");
      return Condition.ALWAYS;
    }
    return switch (AudienceCondition.read(given, pointer)) {
      case Reading.Understood(Condition condition) -> condition;
      case Reading.Mistaken(var found) -> {
        mistakes.addAll(found);
        yield Condition.ALWAYS;
      }
    };
  }
}
