package io.storeloop.campaign.audience;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.ConditionException;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.common.conditions.ValueType;
import io.storeloop.common.conditions.Vocabulary;
import io.storeloop.common.edge.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the condition of a campaign: the language of segments without {@code performed}, because a
 * decision sees a profile, not its history.
 */
public final class AudienceCondition {
  private static final String PERFORMED = "performed";
  private static final Set<String> LISTS_OF_GROUPS = Set.of("$and", "$or", "$nor");
  private static final int DEEPEST = 32;

  /** How the path of a campaign's uplift begins; behind it stands the campaign's id. */
  public static final String UPLIFT = ProfileVocabulary.PREDICTION + "uplift.";

  /** What a campaign may ask: uplifts are foretold when asked, so no segment can follow them. */
  public static final Vocabulary VOCABULARY =
      ProfileVocabulary.profile().path(UPLIFT + "*", ValueType.NUMBER).build();

  private AudienceCondition() {}

  /** A condition, or every mistake in it. */
  public sealed interface Reading {
    /** The condition is understood. */
    record Understood(Condition condition) implements Reading {}

    /** At least one mistake; the pointers begin with the given prefix. */
    record Mistaken(List<FieldProblem> mistakes) implements Reading {}
  }

  /** Reads what stands at {@code pointer} of a request. */
  public static Reading read(JsonNode json, String pointer) {
    List<FieldProblem> mistakes = new ArrayList<>();
    findPerformed(json, pointer, 1, mistakes);
    if (!mistakes.isEmpty()) {
      return new Reading.Mistaken(mistakes);
    }
    try {
      return new Reading.Understood(ConditionParser.parse(json, VOCABULARY));
    } catch (ConditionException refused) {
      refused
          .errors()
          .forEach(error ->
              mistakes.add(
                  new FieldProblem(
                      pointer + error.pointer(), error.code().code(), error.detail())));
      return new Reading.Mistaken(mistakes);
    }
  }

  private static void findPerformed(
      JsonNode group, String pointer, int depth, List<FieldProblem> found) {
    if (!group.isObject() || depth > DEEPEST) {
      return;
    }
    for (Map.Entry<String, JsonNode> member : group.properties()) {
      String at = pointer + "/" + member.getKey();
      if (member.getKey().equals(PERFORMED)) {
        found.add(
            new FieldProblem(
                at,
                "performed_needs_segment",
                "a campaign cannot ask for behaviour in time itself: make a segment with this condition, and"
                    + " write {\"segments\": \"<segmentId>\"} here"));
      } else if (member.getKey().equals("$not")) {
        findPerformed(member.getValue(), at, depth + 1, found);
      } else if (LISTS_OF_GROUPS.contains(member.getKey())) {
        for (int i = 0; i < member.getValue().size(); i++) {
          findPerformed(member.getValue().get(i), at + "/" + i, depth + 1, found);
        }
      }
    }
  }
}
