package io.storeloop.algorithms.session;

import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Neighbours;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Chooses the settings of session neighbours for a shop, by the shop's own sessions.
 *
 * <p>The latest sessions are held back, the others are learnt from, and every step of the held-back
 * ones asks: how far up is the item that came next? The measure is the geometric mean of the hit
 * rate and the mean reciprocal rank of a list, so that one per cent more of either counts the same.
 * Several known settings are tried, then from the best one option after another, the first round by
 * a third of the questions, the next by all, until nothing helps; at last the fusion with kernels.
 * What is chosen is learnt again from all sessions.
 *
 * <p>Deterministic for any number of threads, as long as the time budget is not used up: then the
 * best so far is taken.
 */
public final class SessionSearch {
  private static final int ROUNDS = 3;
  private static final int FIRST_ROUND_PART = 3;

  /** Questions that tell what an answer costs. */
  private static final int SAMPLED_QUESTIONS = 500;

  /** A change must gain this much, so that noise does not lead the way. */
  private static final double LEAST_GAIN = 1.0003;

  private final SessionSearchLimits limits;
  private final LongSupplier nanoTime;
  private final long started;
  private final Sessions learnt;
  private final SessionIndex index;
  private final PrefixJudge judge;
  private final Set<SessionOptions> seen = new HashSet<>();
  private SessionOptions options = SessionOptions.seasonal();
  private CooccurrenceOptions kernelOptions = SessionGrid.kernels().getFirst();
  private KernelFusion fusion = KernelFusion.none();
  private PrefixJudge.Verdict best = new PrefixJudge.Verdict(0, 0);
  private int tried;

  private SessionSearch(
      Sessions learnt, PrefixJudge judge, SessionSearchLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.learnt = learnt;
    this.index = SessionIndex.of(learnt);
    this.judge = judge;
  }

  /**
   * Searches and learns.
   *
   * @param sessions from the oldest to the newest; too few to hold any back give {@link
   *     SessionOptions#seasonal} untried
   * @param nanoTime the clock of the budget, such as {@code System::nanoTime}
   * @throws InterruptedException if the caller is interrupted; the search is given up
   */
  public static SessionChoice search(
      Sessions sessions, SessionSearchLimits limits, LongSupplier nanoTime)
      throws InterruptedException {
    int cut = sessions.count() - (int) (sessions.count() * limits.validationShare());
    Sessions held = sessions.range(cut, sessions.count());
    try (var judge =
        new PrefixJudge(held, limits.maxQuestions(), limits.cutoff(), limits.threads())) {
      var search = new SessionSearch(sessions.range(0, cut), judge, limits, nanoTime);
      search.run();
      return search.learnFrom(sessions);
    }
  }

  private void run() throws InterruptedException {
    if (judge.questionCount() == 0) {
      return;
    }
    int questions = affordableQuestions();
    judge.askAtMost(Math.max(1, questions / FIRST_ROUND_PART));
    for (SessionOptions start : SessionGrid.starts()) {
      tryOptions(start);
    }
    tryAllSteps();
    judge.askAtMost(questions);
    for (int round = 1; round < ROUNDS && !isOver(); round++) {
      SessionOptions before = options;
      seen.clear();
      best = judge.judge(new SessionScorer(index, options)::rank);
      tried++;
      tryAllSteps();
      if (options.equals(before)) {
        break;
      }
    }
    tryKernels();
  }

  private int affordableQuestions() throws InterruptedException {
    judge.askAtMost(SAMPLED_QUESTIONS);
    var unused = judge.judge(new SessionScorer(index, SessionOptions.vstan())::rank);
    long each = Math.max(1, judge.work() / judge.questionCount());
    return (int) Math.max(1, Math.min(limits.maxQuestions(), limits.maxWork() / each));
  }

  private void tryAllSteps() throws InterruptedException {
    for (SessionGrid.Step step : SessionGrid.steps()) {
      for (SessionOptions candidate : step.from(options)) {
        tryOptions(candidate);
      }
    }
  }

  private void tryOptions(SessionOptions candidate) throws InterruptedException {
    if (!isOver() && seen.add(candidate)) {
      tried++;
      PrefixJudge.Verdict verdict = judge.judge(new SessionScorer(index, candidate)::rank);
      if (verdict.value() > best.value() * LEAST_GAIN) {
        best = verdict;
        options = candidate;
      }
    }
  }

  private void tryKernels() throws InterruptedException {
    for (CooccurrenceOptions candidate : SessionGrid.kernels()) {
      if (!isOver()) {
        Neighbours neighbours = kernel(learnt, candidate);
        for (SessionGrid.KernelFusionWeights weights : SessionGrid.fusionWeights()) {
          tryFusion(candidate, new KernelFusion(neighbours, weights.fading(), weights.lambda()));
        }
      }
    }
  }

  private void tryFusion(CooccurrenceOptions candidate, KernelFusion candidateFusion)
      throws InterruptedException {
    if (!isOver()) {
      tried++;
      PrefixJudge.Verdict verdict =
          judge.judge(new SessionScorer(index, options, candidateFusion)::rank);
      if (verdict.value() > best.value() * LEAST_GAIN) {
        best = verdict;
        kernelOptions = candidate;
        fusion = candidateFusion;
      }
    }
  }

  private SessionChoice learnFrom(Sessions all) throws InterruptedException {
    KernelFusion learntFusion =
        fusion.isNone()
            ? fusion
            : new KernelFusion(kernel(all, kernelOptions), fusion.fading(), fusion.lambda());
    return new SessionChoice(
        SessionIndex.of(all),
        options,
        kernelOptions,
        learntFusion,
        tried,
        judge.questionCount(),
        best.hitRate(),
        best.reciprocalRank());
  }

  private Neighbours kernel(Sessions sessions, CooccurrenceOptions candidate)
      throws InterruptedException {
    return CooccurrenceKernel.build(matrix(sessions), candidate, limits.threads());
  }

  /** Sessions as users, places as moments. */
  static InteractionMatrix matrix(Sessions sessions) {
    var builder = InteractionMatrix.builder(sessions.count(), sessions.itemCount());
    for (int session = 0; session < sessions.count(); session++) {
      for (int place = 0; place < sessions.length(session); place++) {
        builder.add(session, sessions.item(session, place), 1, place);
      }
    }
    return builder.build();
  }

  private boolean isOver() {
    return nanoTime.getAsLong() - started > limits.budget().toNanos();
  }
}
