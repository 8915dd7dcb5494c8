package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An input of a decision that is no longer what it was. */
@Schema(name = "ChangedInput")
record ChangedInput(
    @Schema(allowableValues = {"campaign", "policy", "profile", "consent"}) String input,
    @Schema(
            description = "A campaign's id, or a path of the profile; absent otherwise.",
            example = "features.recencyDays")
        @Nullable String name,
    @Schema(
            type = "object",
            description =
                "Of a campaign and the policy the version, of the profile the value; absent if it was not there.",
            example = "42")
        @Nullable JsonNode then,
    @Schema(type = "object", description = "The same now.", example = "3") @Nullable JsonNode now) {

  /** What campaigns and policy have become for a placement, in the order of the campaigns' ids. */
  static List<ChangedInput> between(InForce then, InForce now, String placement) {
    List<ChangedInput> found = new ArrayList<>();
    long before = then.policy().version();
    long after = now.policy().version();
    if (before != after) {
      found.add(new ChangedInput("policy", null, number(before), number(after)));
    }
    Map<String, Long> were = versions(then, placement);
    Map<String, Long> are = versions(now, placement);
    var ids = new TreeSet<>(were.keySet());
    ids.addAll(are.keySet());
    for (String id : ids) {
      if (!Objects.equals(were.get(id), are.get(id))) {
        found.add(new ChangedInput("campaign", id, number(were.get(id)), number(are.get(id))));
      }
    }
    return found;
  }

  /** What has become of the shopper, in the order of the paths. */
  static List<ChangedInput> between(Basis then, Basis now) {
    List<ChangedInput> found = new ArrayList<>();
    if (!Objects.equals(then.marketing(), now.marketing())) {
      found.add(
          new ChangedInput("consent", null, answer(then.marketing()), answer(now.marketing())));
    }
    Map<String, JsonNode> were = values(then);
    Map<String, JsonNode> are = values(now);
    var paths = new TreeSet<>(were.keySet());
    paths.addAll(are.keySet());
    for (String path : paths) {
      if (!JsonValues.areEqual(were.get(path), are.get(path))) {
        found.add(new ChangedInput("profile", path, were.get(path), are.get(path)));
      }
    }
    return found;
  }

  private static Map<String, Long> versions(InForce inForce, String placement) {
    return inForce.at(placement).campaigns().stream()
        .collect(Collectors.toMap(campaign -> campaign.id().toString(), Campaign::version));
  }

  private static Map<String, JsonNode> values(Basis basis) {
    Map<String, JsonNode> values = new TreeMap<>();
    JsonNode profile = basis.profile();
    if (profile != null) {
      profile.properties().forEach(value -> values.put(value.getKey(), value.getValue()));
    }
    return values;
  }

  private static @Nullable JsonNode number(@Nullable Long number) {
    return number == null ? null : JsonNodeFactory.instance.numberNode(number.longValue());
  }

  private static @Nullable JsonNode answer(@Nullable Boolean said) {
    return said == null ? null : JsonNodeFactory.instance.booleanNode(said);
  }
}
