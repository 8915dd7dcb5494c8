package io.storeloop.campaign.decision;

import io.storeloop.campaign.decision.DecisionController.DecisionRequest;
import io.storeloop.common.edge.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can be wrong with the question for a decision. */
final class DecisionCheck {
  private DecisionCheck() {}

  static List<FieldProblem> mistakes(DecisionRequest request) {
    List<FieldProblem> found = new ArrayList<>();
    if (request.userId() == null && request.anonymousId() == null) {
      found.add(
          new FieldProblem("/userId", "missing_value", "expected a userId or an anonymousId"));
    }
    text("/userId", request.userId(), DecisionController.LONGEST_ID, found);
    text("/anonymousId", request.anonymousId(), DecisionController.LONGEST_ID, found);
    if (request.placement() == null) {
      found.add(new FieldProblem("/placement", "missing_value", "expected the place to fill"));
    }
    text("/placement", request.placement(), DecisionController.LONGEST_PLACEMENT, found);
    context(request.context(), found);
    return found;
  }

  private static void text(
      String pointer, @Nullable String text, int longest, List<FieldProblem> found) {
    if (text == null) {
      return;
    }
    if (text.isBlank() || text.length() > longest) {
      String code = text.isBlank() ? "missing_value" : "text_too_long";
      found.add(
          new FieldProblem(
              pointer,
              code,
              "expected 1 to %d characters, received %d".formatted(longest, text.length())));
    }
    if (isUnstorable(text)) {
      found.add(
          new FieldProblem(
              pointer, "invalid_text", "the text holds U+0000 or half a surrogate pair"));
    }
  }

  private static void context(@Nullable JsonNode context, List<FieldProblem> found) {
    if (context == null) {
      return;
    }
    String text = context.toString();
    if (!context.isObject()) {
      found.add(new FieldProblem("/context", "wrong_type", "expected an object"));
    } else if (text.length() > DecisionController.LONGEST_CONTEXT) {
      found.add(
          new FieldProblem(
              "/context",
              "text_too_long",
              "expected at most %d characters, received %d"
                  .formatted(DecisionController.LONGEST_CONTEXT, text.length())));
    } else if (text.contains("\\u0000") || isUnstorable(text)) {
      found.add(
          new FieldProblem(
              "/context", "invalid_text", "the context holds U+0000 or half a surrogate pair"));
    }
  }

  private static boolean isUnstorable(String text) {
    return text.codePoints()
        .anyMatch(codePoint -> codePoint == 0 || (codePoint >= 0xD800 && codePoint <= 0xDFFF));
  }
}
