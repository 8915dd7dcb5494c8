package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ConditionException;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.common.edge.FieldProblem;
import io.storeloop.common.edge.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conditions at the edge of segments: from requests, to and from the database. */
final class SegmentConditions {
  private static final int MAX_REMEMBERED = 2_000;

  private final Map<String, Condition> remembered = new ConcurrentHashMap<>();
  private final JsonMapper json;

  SegmentConditions(JsonMapper json) {
    this.json = json;
  }

  /**
   * Reads a condition that somebody sent as the member {@code condition}.
   *
   * @throws ProblemException 400 with a pointer to every mistake
   */
  static Condition received(JsonNode condition) {
    try {
      return ConditionParser.parse(condition, ProfileVocabulary.PROFILE);
    } catch (ConditionException e) {
      List<FieldProblem> problems =
          e.errors().stream()
              .map(error ->
                  new FieldProblem(
                      "/condition" + error.pointer(), error.code().code(), error.detail()))
              .toList();
      throw ProblemException.invalid(problems);
    }
  }

  /** The form in the database. */
  static String stored(Condition condition) {
    return ConditionWriter.write(condition).toString();
  }

  /**
   * Reads the form in the database. The vocabulary only grows, so what was once accepted can be
   * read.
   *
   * @throws ConditionException if that promise was broken
   */
  Condition restored(String stored) {
    Condition known = remembered.get(stored);
    if (known != null) {
      return known;
    }
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    Condition condition = read(stored);
    remembered.put(stored, condition);
    return condition;
  }

  private Condition read(String stored) {
    return ConditionParser.parse(json.readTree(stored), ProfileVocabulary.PROFILE);
  }
}
