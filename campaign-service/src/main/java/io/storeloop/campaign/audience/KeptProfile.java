package io.storeloop.campaign.audience;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values that a profile had at some paths, as a ledger keeps them; everything else is absent.
 */
public final class KeptProfile implements Subject {
  private static final Set<String> LISTS = Set.of("segments", "tags");

  private final JsonNode values;

  /**
   * Reads back what {@link #keep} gave.
   *
   * @param values by path; numbers must have been read without rounding
   */
  public KeptProfile(JsonNode values) {
    this.values = values;
  }

  /** The values of the subject at the paths, those that it has. */
  public static ObjectNode keep(Subject subject, Iterable<String> paths) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (String path : paths) {
      subject.value(path).ifPresent(value -> kept.set(path, ConditionWriter.write(value)));
    }
    return kept;
  }

  @Override
  public Optional<Value> value(String path) {
    JsonNode value = values.path(path);
    return value.isArray() && LISTS.contains(path)
        ? Optional.of(Value.of(texts(value)))
        : ProfileSubject.valueOf(value, path);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asString()));
    return texts;
  }

  /** Never asked: a campaign's condition holds no {@code performed}. */
  @Override
  public long count(Performed performed, Instant now) {
    throw new IllegalStateException("a decision sees a profile, not its history");
  }
}
