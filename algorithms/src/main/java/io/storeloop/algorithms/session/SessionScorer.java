package io.storeloop.algorithms.session;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.scoring.ItemSums;
import io.storeloop.algorithms.scoring.TopItems;
import io.storeloop.algorithms.similarity.ScoredItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.IntPredicate;

/**
 * Says what comes next in a session by looking at the sessions most like it.
 *
 * <pre>
 * similarity(s) = Σ q(clicks after i) · a(newer sessions with i) / |s|^e    over the latest N different items i that s holds too
 * score(j)      = (1 + w · ln(S / n_j)) · Σ_s similarity(s) · f(clicks after the match) · p(distance of j from it)
 * </pre>
 *
 * The sum runs over the k most similar sessions s (ties to the newer) and all places of j in them;
 * the match is the latest item of the present session that s holds, at its last place there; p is
 * {@code backward} times less before it. S is the number of sessions, n_j of those with item j;
 * letters and decays are {@link SessionOptions}. At last the items that the present session holds
 * already are multiplied by {@code currentWeight} or {@code seenWeight}.
 *
 * <p>Cost O(N · m + k · session length), independent of how many sessions and items there are.
 * Immutable; safe for any number of threads, each with its own {@link SessionScratch}.
 *
 * <p>Sources: Jannach and Ludewig, When Recurrent Neural Networks meet the Neighborhood, RecSys
 * 2017 (SKNN); Ludewig and Jannach, Evaluation of Session-based Recommendation Algorithms, UMUAI
 * 2018 (V-SKNN); Garg et al., Sequence and Time Aware Neighborhood, SIGIR 2019 (STAN); Kersbergen
 * et al., Serenade, SIGMOD 2022 (VMIS-kNN). Departures: m newest sessions are taken for each item,
 * not for all items together, so that one popular item does not hide the others.
 */
public final class SessionScorer implements ItemScorer {
  /** Most items one answer may hold. */
  public static final int MAX_ANSWERS = 10_000;

  /** What the reasons that are named make up of a score, at least. */
  public static final double CITED_SHARE = 0.8;

  /** About as many as run at the same time on a small machine. */
  private static final int IDLE_SCRATCHES = 16;

  private final SessionIndex index;
  private final SessionOptions options;
  private final KernelFusion fusion;
  private final Neighbourhood neighbourhood;
  private final float[] matchFactors;
  private final float[] placeFactors;
  private final ArrayBlockingQueue<SessionScratch> idle = new ArrayBlockingQueue<>(IDLE_SCRATCHES);

  /** Session neighbours alone. */
  public SessionScorer(SessionIndex index, SessionOptions options) {
    this(index, options, KernelFusion.none());
  }

  /** Session neighbours fused with a kernel. */
  public SessionScorer(SessionIndex index, SessionOptions options, KernelFusion fusion) {
    this.index = index;
    this.fusion = fusion;
    this.options = options;
    neighbourhood = new Neighbourhood(options);
    matchFactors = options.matchDecay().table(Neighbourhood.TABLE);
    placeFactors = placeFactors(options);
  }

  @Override
  public int itemCount() {
    return index.itemCount();
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    if (scores.length != itemCount()) {
      throw new IllegalArgumentException(
          "scores must be for %d items, but were for %d".formatted(itemCount(), scores.length));
    }
    SessionScratch scratch = idle.poll();
    scratch = scratch == null ? new SessionScratch() : scratch;
    run(items, size, scratch);
    Arrays.fill(scores, 0);
    for (int place = 0; place < scratch.scores.count(); place++) {
      scores[scratch.scores.item(place)] = scratch.scores.sum(place);
    }
    scratch.clear();
    var unused = idle.offer(scratch);
  }

  /**
   * The best items, at most {@code limit}, that have a score above 0 and are not excluded. Nothing
   * is allocated but the answer.
   *
   * @param items the present session from old to new, repeats allowed; unknown items, whose index
   *     is {@link #itemCount} or more, count as clicks but match nothing
   * @param size how many of {@code items} count, from the start
   * @param excluded items that must not be in the answer
   * @param limit 0 to {@link #MAX_ANSWERS}
   * @throws IllegalArgumentException if {@code limit} lies outside its range
   */
  public RankedItems top(
      int[] items, int size, IntPredicate excluded, int limit, SessionScratch scratch) {
    run(items, size, scratch);
    RankedItems ranked = best(excluded, limit, scratch);
    scratch.clear();
    return ranked;
  }

  /**
   * The same items with the reasons: what each item of the present session contributes, from old to
   * new.
   *
   * <p>A neighbour's vote is divided among the items it shares with the present session in
   * proportion to what each added to its similarity, a fused kernel's score by its terms. Amounts
   * are above 0 and add up to the score, which may differ from {@link #top} in the last bits; the
   * order is that of {@code top}. Taking away the item with the largest share takes away at least
   * that part of every vote counted here; what others gain by it depends on the decays.
   */
  public List<ScoredItem> topWithReasons(
      int[] items, int size, IntPredicate excluded, int limit, SessionScratch scratch) {
    run(items, size, scratch);
    RankedItems ranked = best(excluded, limit, scratch);
    List<ScoredItem> explained = new Reasons(this, ranked.toArray(), scratch).explain();
    scratch.clear();
    return explained;
  }

  /**
   * Adds everything up and leaves it in the scratch, for whoever combines the scores with others:
   * {@link SessionScratch#scores} until its next use. {@link #explain} says why then.
   */
  public void addUp(int[] items, int size, SessionScratch scratch) {
    run(items, size, scratch);
  }

  /**
   * The reasons for some items after {@link #addUp}, as {@link #topWithReasons} gives them, in the
   * order asked for.
   *
   * @param asked indexes of items, each once
   */
  public List<ScoredItem> explain(int[] asked, SessionScratch scratch) {
    return new Reasons(this, asked, scratch).explain();
  }

  /**
   * The reasons to name: the largest contributions that together make up at least {@link
   * #CITED_SHARE} of the score, the largest first, ties to the later item. One alone often is not
   * what carried the item. On a shop's held-back sessions (Diginetica) the item fell in the list or
   * left it in 97 % of cases without all of these, and in 87 % without the largest.
   */
  public static List<ScoredItem.Contribution> cited(ScoredItem item) {
    var sorted = new ArrayList<>(item.contributions().reversed());
    sorted.sort(Comparator.comparingDouble(ScoredItem.Contribution::amount).reversed());
    double share = 0;
    int count = 0;
    while (count < sorted.size() && share < CITED_SHARE) {
      share += item.share(sorted.get(count++));
    }
    return List.copyOf(sorted.subList(0, count));
  }

  /** Leaves the scores in the scratch, which the caller clears. */
  void run(int[] items, int size, SessionScratch scratch) {
    neighbourhood.find(index, items, size, scratch);
    addNeighbours(scratch);
    weighItems(scratch);
    if (!fusion.isNone()) {
      fusion.fuse(options, scratch);
    }
  }

  /** The place of an item among all, ties counting half; infinity for one without a score. */
  double rank(int[] items, int size, int target, SessionScratch scratch) {
    run(items, size, scratch);
    double score = scratch.scores.of(target);
    int better = 0;
    int equal = 0;
    for (int place = 0; place < scratch.scores.count(); place++) {
      double other = scratch.scores.sum(place);
      better += other > score ? 1 : 0;
      equal += other == score ? 1 : 0;
    }
    scratch.clear();
    return score > 0 ? 1 + better + (equal - 1) / 2.0 : Double.POSITIVE_INFINITY;
  }

  KernelFusion fusion() {
    return fusion;
  }

  float queryFactor(int distance) {
    return neighbourhood.queryFactor(distance);
  }

  /** What a neighbour's items are multiplied by. */
  float neighbourWeight(long neighbour, SessionScratch scratch) {
    int distance = scratch.queryDistances[(int) neighbour & 0xff];
    return Float.intBitsToFloat((int) (neighbour >>> 32))
        * matchFactors[Math.min(distance, Neighbourhood.TABLE - 1)];
  }

  SessionPage page(long neighbour) {
    return index.pages()[(int) neighbour >>> 8 + SessionPage.SHIFT];
  }

  static int placeInPage(long neighbour) {
    return (int) neighbour >>> 8 & SessionPage.MASK;
  }

  /** The latest item that the present session shares with the neighbour. */
  int match(long neighbour, SessionScratch scratch) {
    return scratch.queryItems[(int) neighbour & 0xff];
  }

  static int lastPlace(int[] items, int end, int item) {
    int at = end - 1;
    while (items[at] != item) {
      at--;
    }
    return at;
  }

  float placeFactor(int distance) {
    return placeFactors[placeOf(distance)];
  }

  /** What the votes for an item are multiplied by. */
  double itemFactor(int item, SessionScratch scratch) {
    double rarity =
        StrictMath.log(Math.max(1, index.sessionCount())) - index.logFrequencies()[item];
    return (1 + options.idfWeight() * rarity) * repeatWeight(item, scratch);
  }

  double repeatWeight(int item, SessionScratch scratch) {
    int query = scratch.queryPlaces[item] - 1;
    return query < 0 ? 1 : options.repeatWeight(scratch.queryDistances[query]);
  }

  private void addNeighbours(SessionScratch scratch) {
    scratch.asked = askForNeighbours(scratch);
    for (int i = 0; i < scratch.neighbourCount; i++) {
      long neighbour = scratch.neighbours[i];
      float weight = neighbourWeight(neighbour, scratch);
      if (weight > 0) {
        addItems(
            page(neighbour), placeInPage(neighbour), weight, match(neighbour, scratch), scratch);
      }
    }
  }

  /**
   * Reads one item of every neighbour. They lie anywhere in memory: asked for one right after the
   * other, the processor waits for all of them together instead of for each.
   */
  private int askForNeighbours(SessionScratch scratch) {
    int sum = 0;
    for (int i = 0; i < scratch.neighbourCount; i++) {
      SessionPage page = page(scratch.neighbours[i]);
      sum += page.items[page.starts[placeInPage(scratch.neighbours[i])]];
    }
    return sum;
  }

  private void addItems(
      SessionPage page, int place, float weight, int match, SessionScratch scratch) {
    int start = page.starts[place];
    int end = page.starts[place + 1];
    int[] items = page.items;
    int at = lastPlace(items, end, match);
    scratch.work += end - start;
    ItemSums scores = scratch.scores;
    for (int i = start; i < end; i++) {
      float amount = weight * placeFactor(i - at);
      if (amount > 0) {
        scores.add(items[i], amount);
      }
    }
  }

  private void weighItems(SessionScratch scratch) {
    ItemSums scores = scratch.scores;
    if (options.idfWeight() > 0) {
      float[] logFrequencies = index.logFrequencies();
      double logSessions = StrictMath.log(Math.max(1, index.sessionCount()));
      for (int place = 0; place < scores.count(); place++) {
        double rarity = logSessions - logFrequencies[scores.item(place)];
        scores.multiply(place, 1 + options.idfWeight() * rarity);
      }
    }
    for (int place = 0; place < scratch.queryCount; place++) {
      scores.multiplyOf(
          scratch.queryItems[place], options.repeatWeight(scratch.queryDistances[place]));
    }
  }

  private static RankedItems best(IntPredicate excluded, int limit, SessionScratch scratch) {
    if (limit < 0 || limit > MAX_ANSWERS) {
      scratch.clear();
      throw new IllegalArgumentException(
          "limit must be between 0 and %d, but was %d".formatted(MAX_ANSWERS, limit));
    }
    TopItems best = scratch.best;
    best.start(limit);
    ItemSums sums = scratch.scores;
    for (int place = 0; place < sums.count(); place++) {
      int item = sums.item(place);
      double score = sums.sum(place);
      if (score > 0 && best.wouldEnter(item, score) && !excluded.test(item)) {
        best.offer(item, score);
      }
    }
    best.sort();
    return new RankedItems(best.toItems(), best.toScores());
  }

  private static int placeOf(int distance) {
    return Math.max(0, Math.min(2 * Neighbourhood.TABLE - 2, distance + Neighbourhood.TABLE - 1));
  }

  private static float[] placeFactors(SessionOptions options) {
    float[] forward = options.placeDecay().table(Neighbourhood.TABLE);
    float[] factors = new float[2 * Neighbourhood.TABLE - 1];
    for (int distance = 0; distance < Neighbourhood.TABLE; distance++) {
      factors[placeOf(distance)] = forward[distance];
      if (distance > 0) {
        factors[placeOf(-distance)] = (float) (options.backward() * forward[distance]);
      }
    }
    return factors;
  }
}
