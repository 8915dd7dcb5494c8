package io.storeloop.recommendation.filter;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ConditionException;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ItemVocabulary;
import io.storeloop.common.edge.FieldProblem;
import io.storeloop.common.edge.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Filters as they are sent and stored. A page asks with the same few filters again and again, so
 * the latest are kept ready; when {@link #MAX_KEPT} are, all are forgotten at once. Thread-safe.
 */
public final class ItemFilters {
  static final int MAX_KEPT = 1_000;

  /** A filter written longer than this is made anew each time, so that none fills the memory. */
  static final int MAX_KEPT_LENGTH = 4_096;

  /** The longest filter in an address, in characters. */
  public static final int MAX_PARAMETER_LENGTH = 8_192;

  private final Map<String, ItemFilter> kept = new ConcurrentHashMap<>();
  private final JsonMapper json;

  public ItemFilters(JsonMapper json) {
    this.json = json;
  }

  /**
   * The filter that was sent at a place of the body, such as {@code /filter}; without one all items
   * pass.
   *
   * @throws ProblemException 400 with a pointer to every mistake
   */
  public ItemFilter received(@Nullable JsonNode condition, String pointer) {
    return condition == null || condition.isNull()
        ? ItemFilter.ALL
        : ofText(condition.toString(), condition, pointer);
  }

  /**
   * The filter that has to be there: {@code null} is a mistake, not all items.
   *
   * @throws ProblemException 400 with a pointer to every mistake
   */
  public ItemFilter required(JsonNode condition, String pointer) {
    return ofText(condition.toString(), condition, pointer);
  }

  /**
   * The filter that was sent as a query parameter.
   *
   * @throws ProblemException 400 with a pointer to every mistake
   */
  public ItemFilter parameter(@Nullable String condition, String name) {
    if (condition == null) {
      return ItemFilter.ALL;
    }
    ItemFilter known = kept.get(condition);
    return known != null ? known : ofText(condition, tree(condition, "?" + name), "?" + name);
  }

  /**
   * The filter that was stored.
   *
   * @throws ConditionException if it was not written by us
   */
  public ItemFilter stored(String condition) {
    return new ItemFilter(ConditionParser.parse(json.readTree(condition), ItemVocabulary.ITEM));
  }

  /** How many are kept ready. */
  int keptCount() {
    return kept.size();
  }

  private JsonNode tree(String condition, String pointer) {
    try {
      return json.readTree(condition);
    } catch (JacksonException malformed) {
      throw ProblemException.invalid(
          pointer, "malformed_json", "expected a condition as JSON, such as {\"brand\": \"Acme\"}");
    }
  }

  private ItemFilter ofText(String text, JsonNode condition, String pointer) {
    ItemFilter known = kept.get(text);
    if (known != null) {
      return known;
    }
    ItemFilter filter = new ItemFilter(parsed(condition, pointer));
    if (text.length() <= MAX_KEPT_LENGTH) {
      if (kept.size() >= MAX_KEPT) {
        kept.clear();
      }
      kept.put(text, filter);
    }
    return filter;
  }

  private static Condition parsed(JsonNode condition, String pointer) {
    try {
      return ConditionParser.parse(condition, ItemVocabulary.ITEM);
    } catch (ConditionException refused) {
      List<FieldProblem> problems =
          refused.errors().stream()
              .map(error ->
                  new FieldProblem(pointer + error.pointer(), error.code().code(), error.detail()))
              .toList();
      throw ProblemException.invalid(problems);
    }
  }
}
