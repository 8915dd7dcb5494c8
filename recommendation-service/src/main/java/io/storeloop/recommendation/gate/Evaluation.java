package io.storeloop.recommendation.gate;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model compares with the plain baselines on behaviour that came after the one it had seen.
 *
 * @param reason the verdict in words, with its figures
 * @param cut what happened before it was learnt from, what happened from it on was asked for;
 *     absent when there was nothing to cut
 * @param until the latest behaviour there was
 * @param users how many were judged: they did something before the cut and met something new after
 * @param items that were ranked for each of them: the whole catalogue
 * @param metrics of the model, by name
 * @param lists what its lists show, by name: coverage, Gini, mean popularity, novelty, diversity
 * @param comparisons with each baseline, and with the model that answered
 * @param groups the same metrics for parts of the users
 */
public record Evaluation(
    Verdict verdict,
    String reason,
    @Nullable Instant cut,
    @Nullable Instant until,
    int users,
    int items,
    Map<String, Measured> metrics,
    Map<String, Double> lists,
    List<Comparison> comparisons,
    List<Group> groups) {

  /** What follows from it. */
  public enum Verdict {
    /** It beats popularity and recency with significance: it may answer. */
    PROVEN,
    /** It does not: it must not answer. */
    REJECTED,
    /** Too little happened after the cut to tell. */
    NOT_EVALUATED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A mean over users with its 95 % interval. */
  public record Measured(double value, double low, double high) {}

  /**
   * The model beside another one, for the same users.
   *
   * @param against its name
   * @param metrics of the other one
   * @param lists what the other's lists show
   * @param difference of the deciding metric, model minus other
   * @param pValue how likely a difference above 0 is by chance
   * @param better whether the whole interval of the difference is above 0
   */
  public record Comparison(
      String against,
      Map<String, Measured> metrics,
      Map<String, Double> lists,
      Measured difference,
      double pValue,
      boolean better) {}

  /** The users of one kind. {@code metrics} is empty when there are none. */
  public record Group(String name, int users, Map<String, Measured> metrics) {}

  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
    comparisons = List.copyOf(comparisons);
    groups = List.copyOf(groups);
  }

  /** There was too little to judge by. */
  public static Evaluation none(String reason, int users, int items) {
    return new Evaluation(
        Verdict.NOT_EVALUATED,
        reason,
        null,
        null,
        users,
        items,
        Map.of(),
        Map.of(),
        List.of(),
        List.of());
  }
}
