package io.storeloop.algorithms.session;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Chooses the settings of session neighbours for a shop, by the shop's own sessions.
 *
 * <p>The latest sessions are held back, the others are learnt from, and every step of the held-back
 * ones asks: how far up is the item that came next? The measure is the geometric mean of the hit
 * rate and the mean reciprocal rank of a list, so that one per cent more of either counts the same.
 * Several known settings are tried, then from the best one option after another, a first round by a
 * part of the questions, a second by all; then fusion with kernels, and the options once more. What
 * is chosen is learnt again from all sessions.
 *
 * <p>Deterministic for any number of threads, as long as the time budget is not used up: then the
 * best so far is taken.
 */
public final class SessionSearch {
  /** The part of the questions that decides whether a setting is worth asking all. */
  private static final int PART = 4;

  /** A setting this much worse by the part of the questions is given up. */
  private static final double HOPELESS = 0.985;

  /** A change must gain this much, so that noise does not lead the way. */
  private static final double LEAST_GAIN = 1.0003;

  /** Questions that tell what an answer costs. */
  private static final int SAMPLED_QUESTIONS = 500;

  private final SessionSearchLimits limits;
  private final LongSupplier nanoTime;
  private final long started;
  private final Sessions learnt;
  private final SessionIndex index;
  private final PrefixJudge judge;
  private final Set<SessionOptions> seen = new HashSet<>();
  private SessionOptions options = SessionOptions.seasonal();
  private KernelRecipe recipe = KernelRecipe.none();
  private KernelFusion fusion = KernelFusion.none();
  private int questions;
  private int partOfQuestions;
  private double bestByPart;
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
    int affordable = affordableQuestions();
    partOfQuestions = Math.max(1, affordable / PART);
    questions = partOfQuestions;
    for (SessionOptions start : SessionGrid.starts()) {
      tryOptions(start);
    }
    tryAllSteps();
    questions = affordable;
    judge.askAtMost(questions);
    best = judge.judge(new SessionScorer(index, options)::rank);
    tryAllSteps();
    tryKernels();
    if (!fusion.isNone()) {
      tryAllSteps();
    }
  }

  private int affordableQuestions() throws InterruptedException {
    int all = judge.questionCount();
    judge.askAtMost(SAMPLED_QUESTIONS);
    var unused = judge.judge(new SessionScorer(index, SessionOptions.vstan())::rank);
    long each = Math.max(1, judge.work() / judge.questionCount());
    return (int) Math.max(1, Math.min(all, limits.maxWork() / each));
  }

  private void tryAllSteps() throws InterruptedException {
    seen.clear();
    for (SessionGrid.Step step : SessionGrid.steps()) {
      for (SessionOptions candidate : step.from(options)) {
        tryOptions(candidate);
      }
    }
  }

  private void tryOptions(SessionOptions candidate) throws InterruptedException {
    if (!candidate.equals(options) || best.value() == 0) {
      if (seen.add(candidate) && isBetter(new SessionScorer(index, candidate, fusion))) {
        options = candidate;
      }
    }
  }

  private void tryKernels() throws InterruptedException {
    KernelFusion winner = KernelFusion.none();
    for (KernelRecipe kernel : SessionGrid.kernels()) {
      if (!isOver()) {
        KernelFusion candidate = kernel.learn(learnt, limits.threads());
        for (double lambda : SessionGrid.FIRST_LAMBDAS) {
          winner = tryFusion(kernel.with(kernel.fading(), lambda), candidate) ? candidate : winner;
        }
      }
    }
    if (!winner.isNone()) {
      for (double lambda : SessionGrid.LAMBDAS) {
        tryFusion(recipe.with(recipe.fading(), lambda), winner);
      }
      for (double fading : SessionGrid.FADINGS) {
        tryFusion(recipe.with(fading, recipe.lambda()), winner);
      }
    }
  }

  private boolean tryFusion(KernelRecipe candidate, KernelFusion kernel)
      throws InterruptedException {
    var weighed = new KernelFusion(kernel.neighbours(), candidate.fading(), candidate.lambda());
    boolean better = isBetter(new SessionScorer(index, options, weighed));
    if (better) {
      recipe = candidate;
      fusion = weighed;
    }
    return better;
  }

  private boolean isBetter(SessionScorer candidate) throws InterruptedException {
    if (isOver()) {
      return false;
    }
    tried++;
    judge.askAtMost(partOfQuestions);
    PrefixJudge.Verdict verdict = judge.judge(candidate::rank);
    double byPart = verdict.value();
    if (byPart < bestByPart * HOPELESS) {
      return false;
    }
    if (questions > partOfQuestions) {
      judge.askAtMost(questions);
      verdict = judge.judge(candidate::rank);
    }
    if (verdict.value() <= best.value() * LEAST_GAIN) {
      return false;
    }
    best = verdict;
    bestByPart = byPart;
    return true;
  }

  private SessionChoice learnFrom(Sessions all) throws InterruptedException {
    return new SessionChoice(
        SessionIndex.of(all),
        options,
        recipe,
        recipe.learn(all, limits.threads()),
        tried,
        questions,
        best.hitRate(),
        best.reciprocalRank());
  }

  private boolean isOver() {
    return nanoTime.getAsLong() - started > limits.budget().toNanos();
  }
}
