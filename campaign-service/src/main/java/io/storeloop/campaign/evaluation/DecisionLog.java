package io.storeloop.campaign.evaluation;

import io.storeloop.algorithms.offpolicy.LoggedDecisions;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.common.evaluation.TableRows;
import io.storeloop.common.evaluation.TrialColumns;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A log of decisions: what was shown, with which probability, and what came of it.
 *
 * @param log the decisions, actions and contexts by number
 * @param actions number of each action's name, in the order they first come
 * @param contexts names of the columns whose values together are the context
 */
record DecisionLog(LoggedDecisions log, Map<String, Integer> actions, List<String> contexts) {
  static final int MAX_ROWS = 20_000_000;

  private static final int FEWEST_ROWS = 2;

  /** The squares of weights are finite, and no log is long enough to hold a rarer action. */
  private static final double LEAST_PROPENSITY = 1e-12;

  /** A mean reward is kept for each pair. */
  static final int MAX_PAIRS = 10_000_000;

  private static final List<String> ACTIONS =
      List.of("action", "actionid", "itemid", "arm", "item", "offer", "offerid");
  private static final List<String> REWARDS =
      List.of("reward", "click", "clicked", "conversion", "converted", "purchase", "revenue");
  private static final List<String> PROPENSITIES =
      List.of(
          "propensity",
          "propensityscore",
          "pscore",
          "treatmentprobability",
          "actionprobability",
          "probability",
          "actionprob");
  private static final List<String> CONTEXTS = List.of("context", "position");

  /**
   * Reads.
   *
   * @throws EvaluationRefusal if a column is not there or recognised, or a row makes no sense
   */
  static DecisionLog read(Path file, GivenOptions given) {
    try (TableRows table = TableRows.withNames(file)) {
      int action = column(table, given, "--action", ACTIONS, "the column of what was shown");
      int reward = column(table, given, "--reward", REWARDS, "the column of what came of it");
      int propensity =
          column(
              table,
              given,
              "--propensity",
              PROPENSITIES,
              "the column of the probability with which it was shown");
      int[] contexts = contexts(table, given);
      return collect(table, action, reward, propensity, contexts);
    }
  }

  private static DecisionLog collect(
      TableRows table, int action, int reward, int propensity, int[] contexts) {
    var rows = new Columns();
    Map<String, Integer> actionNumbers = new LinkedHashMap<>();
    Map<String, Integer> contextNumbers = new HashMap<>();
    for (String[] row = table.next(); row != null; row = table.next()) {
      if (rows.size == MAX_ROWS) {
        throw table.refusal("there are more than %d decisions".formatted(MAX_ROWS));
      }
      double probability = Numbers.of(row[propensity]).orElse(Double.NaN);
      double came = Numbers.of(row[reward]).orElse(Double.NaN);
      if (!(probability > 0 && probability <= 1)) {
        throw table.refusal(
            "the propensity must be above 0 up to 1, not '%s'".formatted(row[propensity]));
      }
      if (probability < LEAST_PROPENSITY) {
        throw table.refusal(
            "the propensity must be %s or more, not '%s'"
                .formatted(LEAST_PROPENSITY, row[propensity]));
      }
      if (Double.isNaN(came)) {
        throw table.refusal(
            "the reward must be a number up to %s, not '%s'"
                .formatted(Numbers.LARGEST, row[reward]));
      }
      String context = context(row, contexts);
      rows.add(
          number(contextNumbers, context), number(actionNumbers, row[action]), came, probability);
      if ((long) contextNumbers.size() * actionNumbers.size() > MAX_PAIRS) {
        throw table.refusal(
            "there are more than %d pairs of context and action; name fewer columns by --context"
                .formatted(MAX_PAIRS));
      }
    }
    if (rows.size < FEWEST_ROWS) {
      throw new EvaluationRefusal(
          "There is not enough evidence: the log has %d decisions, and %d are needed."
              .formatted(rows.size, FEWEST_ROWS));
    }
    List<String> names = table.names().orElseThrow();
    return new DecisionLog(
        rows.log(contextNumbers.size(), actionNumbers.size()),
        actionNumbers,
        Arrays.stream(contexts).mapToObj(names::get).toList());
  }

  private static String context(String[] row, int[] contexts) {
    return Arrays.stream(contexts).mapToObj(at -> row[at]).collect(Collectors.joining("\u0000"));
  }

  private static Integer number(Map<String, Integer> numbers, String name) {
    return numbers.computeIfAbsent(name, absent -> numbers.size());
  }

  private static int column(
      TableRows table, GivenOptions given, String option, List<String> usual, String what) {
    List<String> names = table.names().orElseThrow();
    return given
        .text(option)
        .map(name -> TrialColumns.place(names, name, option))
        .or(() -> table.column(usual))
        .orElseThrow(() ->
            new EvaluationRefusal(
                "%s NAME must say %s; there are %s."
                    .formatted(option, what, String.join(", ", names))));
  }

  private static int[] contexts(TableRows table, GivenOptions given) {
    Optional<String> named = given.text("--context");
    if (named.isEmpty()) {
      return table.column(CONTEXTS).stream().mapToInt(Integer::intValue).toArray();
    }
    List<String> names = table.names().orElseThrow();
    return TrialColumns.list(named).stream()
        .filter(name -> !name.equals("none"))
        .mapToInt(name -> TrialColumns.place(names, name, "--context"))
        .toArray();
  }

  /** Columns that grow. */
  private static final class Columns {
    private static final int FIRST = 1 << 12;

    private int[] contexts = new int[FIRST];
    private int[] actions = new int[FIRST];
    private double[] rewards = new double[FIRST];
    private double[] propensities = new double[FIRST];
    private int size;

    void add(int context, int action, double reward, double propensity) {
      if (size == actions.length) {
        resize(2 * size);
      }
      contexts[size] = context;
      actions[size] = action;
      rewards[size] = reward;
      propensities[size] = propensity;
      size++;
    }

    private void resize(int length) {
      contexts = Arrays.copyOf(contexts, length);
      actions = Arrays.copyOf(actions, length);
      rewards = Arrays.copyOf(rewards, length);
      propensities = Arrays.copyOf(propensities, length);
    }

    LoggedDecisions log(int contextCount, int actionCount) {
      resize(size);
      return new LoggedDecisions(
          contextCount, actionCount, contexts, actions, rewards, propensities);
    }
  }
}
