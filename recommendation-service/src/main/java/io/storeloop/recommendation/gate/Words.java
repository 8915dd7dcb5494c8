package io.storeloop.recommendation.gate;

import io.storeloop.recommendation.gate.Evaluation.Comparison;
import io.storeloop.recommendation.gate.Evaluation.Measured;
import io.storeloop.recommendation.gate.Evaluation.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What comparisons lead to, and how a shop owner reads it. */
final class Words {
  private static final String DECIDES = "ndcg@20";

  private Words() {}

  static Verdict verdict(List<Comparison> comparisons) {
    return comparisons.stream().anyMatch(Words::speaksAgainst) ? Verdict.REJECTED : Verdict.PROVEN;
  }

  /** A baseline must be beaten; the model that answers must only not be better beyond chance. */
  private static boolean speaksAgainst(Comparison comparison) {
    return comparison.against().equals(Gate.ACTIVE)
        ? comparison.difference().high() < 0
        : !comparison.better();
  }

  static String reason(
      Verdict verdict, Map<String, Measured> metrics, List<Comparison> comparisons, int users) {
    String shown =
        comparisons.stream()
            .filter(comparison -> verdict == Verdict.PROVEN || speaksAgainst(comparison))
            .map(comparison -> words(comparison, verdict))
            .collect(Collectors.joining(" and "));
    return String.format(
        Locale.ROOT, "nDCG@20 %.4f over %d users %s", value(metrics), users, shown);
  }

  private static String words(Comparison comparison, Verdict verdict) {
    Measured lead = comparison.difference();
    return String.format(
        Locale.ROOT,
        "%s %s (%.4f): difference %+.4f, 95 %% interval %+.4f to %+.4f",
        verb(comparison, verdict),
        name(comparison),
        value(comparison.metrics()),
        lead.value(),
        lead.low(),
        lead.high());
  }

  private static String verb(Comparison comparison, Verdict verdict) {
    if (comparison.against().equals(Gate.ACTIVE)) {
      return verdict == Verdict.PROVEN ? "is not worse than" : "is worse than";
    }
    return comparison.better() ? "beats" : "does not beat";
  }

  private static String name(Comparison comparison) {
    return comparison.against().equals(Gate.ACTIVE)
        ? "the settings of the active model"
        : comparison.against();
  }

  private static double value(Map<String, Measured> metrics) {
    Measured measured = metrics.get(DECIDES);
    return measured == null ? 0 : measured.value();
  }
}
