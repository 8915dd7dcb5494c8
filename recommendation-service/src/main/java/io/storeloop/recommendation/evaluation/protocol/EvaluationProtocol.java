package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.common.evaluation.EvaluationRefusal;
import java.util.Arrays;
import java.util.List;

/** What is held back, and against what it is ranked. */
public enum EvaluationProtocol {
  /** Every step of later sessions: the next item among all items, those of the session included. */
  SESSIONS("sessions"),

  /** The last item of each user among all items but those of the user's history. */
  LEAVE_LAST_OUT("leave-last-out"),

  /** One held-back item of each user among negatives that are given, or drawn where none are. */
  GIVEN_NEGATIVES("given-negatives"),

  /** The user's items of a second file among all items but those of the first. */
  SPLIT("split"),

  /** What users buy after a day; pairs met before may be bought again. */
  TIME_SPLIT("time-split");

  private final String label;

  EvaluationProtocol(String label) {
    this.label = label;
  }

  /** How the command line and the report name it. */
  public String label() {
    return label;
  }

  /** Every label, in the order of the constants. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(EvaluationProtocol::label).toList();
  }

  static EvaluationProtocol of(String label) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new EvaluationRefusal(
                "The protocol '%s' is not known; there are %s."
                    .formatted(label, String.join(", ", labels()))));
  }
}
