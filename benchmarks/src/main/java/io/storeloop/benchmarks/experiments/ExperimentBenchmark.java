package io.storeloop.benchmarks.experiments;

import java.util.List;

/**
 * Simulates and prints Markdown. Arguments: which of {@code looks, boundaries, cuped, policy,
 * regret, shop, win-back}.
 *
 * <p>Started by {@code benchmarks/experiments.sh}.
 */
public final class ExperimentBenchmark {
  private ExperimentBenchmark() {}

  /** Arguments as above; all of them without any. */
  public static void main(String[] arguments) {
    List<String> parts =
        arguments.length == 0
            ? List.of("looks", "boundaries", "cuped", "policy", "regret", "shop", "win-back")
            : List.of(arguments);
    for (String part : parts) {
      long begin = System.nanoTime();
      switch (part) {
        case "looks" -> ManyLooks.print();
        case "boundaries" -> Boundaries.print();
        case "cuped" -> Adjusted.print();
        case "policy" -> LoggedBandit.print();
        case "regret" -> Regret.print();
        case "shop" -> ShopExperiments.print();
        case "win-back" -> WinBack.print();
        default -> throw new IllegalArgumentException("no such part: " + part);
      }
      Markdown.line("");
      Markdown.line("%.0f s", (System.nanoTime() - begin) / 1e9);
    }
  }
}
