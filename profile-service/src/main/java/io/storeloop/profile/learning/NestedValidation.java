package io.storeloop.profile.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How good a classifier would be on rows it has not seen: each part is judged by a classifier for
 * which everything was chosen on the other parts.
 */
public final class NestedValidation {
  private final ClassifierSearch search;
  private final int threads;

  /**
   * One part and who judged it.
   *
   * @param rows which
   * @param found by whom
   * @param probabilities of the rows
   * @param logistic probabilities by the logistic regression alone
   * @param feature the strongest feature of the training rows
   * @param byFeature scores by it alone
   * @param prevalence share of yes in the training rows
   */
  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by nobody
  public record Part(
      int[] rows,
      ClassifierSearch.Found found,
      double[] probabilities,
      double[] logistic,
      String feature,
      double[] byFeature,
      double prevalence) {}

  /**
   * A validation.
   *
   * @param threads how many parts are worked on at once
   */
  public NestedValidation(ClassifierSearch search, int threads) {
    this.search = search;
    this.threads = threads;
  }

  /**
   * Judges all rows, a part at a time.
   *
   * @throws IllegalArgumentException if there are too few rows with yes or without
   */
  public List<Part> folds(Examples examples, int folds, long seed) throws InterruptedException {
    int[][] parts = Folds.of(examples, examples.all(), folds, seed);
    return judged(
        IntStream.range(0, folds)
            .<Work>mapToObj(fold -> () -> part(examples, Folds.others(parts, fold), parts[fold]))
            .toList());
  }

  /** Judges some rows by a classifier of others. */
  public Part split(Examples examples, int[] training, int[] test) throws InterruptedException {
    return judged(List.<Work>of(() -> part(examples, training, test))).getFirst();
  }

  /** What one thread does. */
  private interface Work {
    Part part();
  }

  private List<Part> judged(List<Work> works) throws InterruptedException {
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<Part>> futures = new ArrayList<>();
      for (Work work : works) {
        futures.add(workers.submit(() -> OneThread.run(work::part)));
      }
      List<Part> parts = new ArrayList<>();
      try {
        for (Future<Part> future : futures) {
          parts.add(future.get());
        }
      } catch (ExecutionException failed) {
        workers.shutdownNow();
        if (failed.getCause() instanceof RuntimeException fault) {
          throw fault;
        }
        throw new IllegalStateException(failed.getCause());
      } catch (InterruptedException stopped) {
        workers.shutdownNow();
        throw stopped;
      }
      return parts;
    }
  }

  private Part part(Examples examples, int[] training, int[] test) {
    ClassifierSearch.Found found = search.find(examples, training);
    SingleFeature strongest = SingleFeature.ranked(examples, training).getFirst();
    return new Part(
        test,
        found,
        found.classifier().probabilities(examples.table(), test),
        found.logistic().probabilities(examples.table(), test),
        strongest.name(),
        strongest.margins(examples.table(), test),
        examples.yes(training) / (double) training.length);
  }

  /** The rows of all parts, end to end. */
  public static int[] rows(List<Part> parts) {
    return parts.stream().flatMapToInt(part -> Arrays.stream(part.rows())).toArray();
  }
}
