package io.storeloop.campaign.audience;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.ValueType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/**
 * A profile as profile-service writes it, seen through the paths of the condition language.
 *
 * <p>What stands behind {@code traits.}, {@code features.affinity.category.} and {@code
 * features.affinity.brand.} is one key, dots included.
 */
final class ProfileSubject implements Subject {
  private static final List<String> MAPS =
      List.of("features.affinity.category.", "features.affinity.brand.", "traits.");
  private static final Map<String, String> PREDICTORS =
      Map.of("lifetimeValue", "lifetime-value", "nextPurchase", "next-purchase");
  private static final String HOUR_SHARE = "features.hourShare.";
  private static final String WEEKDAY_SHARE = "features.weekdayShare.";

  private final JsonNode profile;
  private final @Nullable String userId;

  ProfileSubject(JsonNode profile, @Nullable String userId) {
    this.profile = profile;
    this.userId = userId;
  }

  @Override
  public Optional<Value> value(String path) {
    return switch (path) {
      case "userId" -> Optional.ofNullable(userId).map(Value::of);
      case "segments" -> names("segments", "segmentId");
      case "tags" -> names("tags", "name");
      case "cluster" -> cluster();
      default -> valueOf(node(path), path);
    };
  }

  /** Never asked: a campaign's condition holds no {@code performed}. */
  @Override
  public long count(Performed performed, Instant now) {
    throw new IllegalStateException("a decision sees a profile, not its history");
  }

  private JsonNode node(String path) {
    for (String map : MAPS) {
      if (path.startsWith(map)) {
        return at(map.substring(0, map.length() - 1)).path(path.substring(map.length()));
      }
    }
    if (path.startsWith(HOUR_SHARE)) {
      return share(at("features.hourShare"), path.substring(HOUR_SHARE.length()));
    }
    if (path.startsWith(WEEKDAY_SHARE)) {
      return share(at("features.weekdayShare"), path.substring(WEEKDAY_SHARE.length()));
    }
    if (path.startsWith(ProfileVocabulary.PREDICTION)) {
      return prediction(path.substring(ProfileVocabulary.PREDICTION.length()));
    }
    return at(path);
  }

  /** {@code churn.probability}; what evidence does not support is missing. */
  private JsonNode prediction(String name) {
    int dot = name.indexOf('.');
    String predictor = name.substring(0, dot);
    if (predictor.equals("uplift")) {
      return profile.path("predictions").path(name).path("value");
    }
    return profile
        .path("predictions")
        .path(PREDICTORS.getOrDefault(predictor, predictor))
        .path(name.substring(dot + 1));
  }

  private JsonNode at(String dotted) {
    JsonNode node = profile;
    for (String step : dotted.split("\\.", -1)) {
      node = node.path(step);
    }
    return node;
  }

  /** Of shares that there are, the one that does not stand among them is 0. */
  private static JsonNode share(JsonNode shares, String number) {
    JsonNode share = shares.path(number);
    return share.isMissingNode() && shares.isObject() ? IntNode.valueOf(0) : share;
  }

  static Optional<Value> valueOf(JsonNode node, String path) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (node.isNumber()) {
      return Optional.of(Value.of(node.decimalValue()));
    }
    if (node.isBoolean()) {
      return Optional.of(Value.of(node.booleanValue()));
    }
    if (node.isString()) {
      return Optional.of(text(node.stringValue(), path));
    }
    return Optional.of(new Value.OpaqueValue());
  }

  private static Value text(String text, String path) {
    if (ProfileVocabulary.PROFILE.type(path).filter(ValueType.INSTANT::equals).isPresent()) {
      try {
        return Value.of(Instant.parse(text));
      } catch (DateTimeException notATime) {
        return Value.of(text);
      }
    }
    return Value.of(text);
  }

  /** A list of ids, or of objects that have one as their member {@code id}. */
  private Optional<Value> names(String list, String id) {
    JsonNode entries = profile.path(list);
    if (!entries.isArray()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (JsonNode entry : entries) {
      JsonNode name = entry.isObject() ? entry.path(id) : entry;
      if (name.isString()) {
        names.add(name.stringValue());
      }
    }
    return Optional.of(Value.of(names));
  }

  /** The persona's label, alone or inside an object. */
  private Optional<Value> cluster() {
    JsonNode cluster = profile.path("cluster");
    return valueOf(cluster.isObject() ? cluster.path("label") : cluster, "cluster");
  }
}
