package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.recommendation.evaluation.file.ColumnNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate.
 *
 * @param test what is held back; without it the protocol takes it from the training file
 * @param negatives what the held-back item is ranked against
 * @param cut first day of the test period, for a time split inside one file
 * @param horizonDays how many days ahead a time split foretells; without it as the test tells
 * @param columns that somebody has named
 * @param ks list lengths, ascending
 * @param budget how long the search for settings may take
 * @param json where the result is written as JSON
 */
public record EvaluationOptions(
    EvaluationProtocol protocol,
    Path train,
    @Nullable Path test,
    @Nullable Path negatives,
    @Nullable String cut,
    @Nullable Integer horizonDays,
    ColumnNames columns,
    List<Integer> ks,
    long seed,
    Duration budget,
    @Nullable Path json) {

  static final int MAX_HORIZON = 999;
  static final int MAX_K = 1_000;
  static final int MAX_KS = 10;

  private static final Set<String> NAMES =
      Set.of(
          "--protocol",
          "--train",
          "--test",
          "--negatives",
          "--cut",
          "--horizon",
          "--user",
          "--item",
          "--time",
          "--k",
          "--seed",
          "--budget",
          "--json");

  /**
   * Reads the command line behind {@code evaluate}.
   *
   * @throws EvaluationRefusal if an option is unknown, missing, doubled or not sensible
   */
  public static EvaluationOptions parse(List<String> arguments) {
    GivenOptions given = GivenOptions.parse(arguments, NAMES);
    EvaluationProtocol protocol =
        EvaluationProtocol.of(given.required("--protocol", "sessions, leave-last-out, …"));
    var options =
        new EvaluationOptions(
            protocol,
            Path.of(given.required("--train", "the file to learn from")),
            given.path("--test").orElse(null),
            given.path("--negatives").orElse(null),
            given.text("--cut").orElse(null),
            given.number("--horizon", 1, MAX_HORIZON).orElse(null),
            ColumnNames.of(given),
            ks(given.text("--k").orElse("10,20")),
            given.seed(),
            given.budget(),
            given.path("--json").orElse(null));
    options.requireFitting();
    return options;
  }

  private void requireFitting() {
    if (test == null
        && (protocol == EvaluationProtocol.SESSIONS || protocol == EvaluationProtocol.SPLIT)) {
      throw new EvaluationRefusal(
          "The protocol %s needs --test FILE: what is held back.".formatted(protocol.label()));
    }
    if (protocol == EvaluationProtocol.TIME_SPLIT && (test == null) == (cut == null)) {
      throw new EvaluationRefusal(
          "The protocol time-split needs either --test FILE or --cut DATE, the first day of the test period.");
    }
    if (cut != null && protocol != EvaluationProtocol.TIME_SPLIT) {
      throw new EvaluationRefusal("--cut belongs to the protocol time-split.");
    }
    if (horizonDays != null && protocol != EvaluationProtocol.TIME_SPLIT) {
      throw new EvaluationRefusal("--horizon belongs to the protocol time-split.");
    }
    if (negatives != null && protocol != EvaluationProtocol.GIVEN_NEGATIVES) {
      throw new EvaluationRefusal("--negatives belongs to the protocol given-negatives.");
    }
  }

  private static List<Integer> ks(String text) {
    List<Integer> ks = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.strip().matches("[0-9]{1,4}")
          || Integer.parseInt(part.strip()) < 1
          || Integer.parseInt(part.strip()) > MAX_K) {
        throw new EvaluationRefusal(
            "--k needs list lengths from 1 to %d like 10,20, not '%s'.".formatted(MAX_K, text));
      }
      ks.add(Integer.parseInt(part.strip()));
    }
    List<Integer> distinct = ks.stream().distinct().sorted().toList();
    if (distinct.size() > MAX_KS) {
      throw new EvaluationRefusal("--k takes at most %d list lengths.".formatted(MAX_KS));
    }
    return distinct;
  }
}
