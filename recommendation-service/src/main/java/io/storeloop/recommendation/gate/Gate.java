package io.storeloop.recommendation.gate;

import io.storeloop.algorithms.metrics.BootstrapOptions;
import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.algorithms.metrics.PairedDifference;
import io.storeloop.algorithms.metrics.RankingMetric;
import io.storeloop.algorithms.metrics.RankingReport;
import io.storeloop.algorithms.metrics.RelevantRanks;
import io.storeloop.recommendation.gate.Evaluation.Comparison;
import io.storeloop.recommendation.gate.Evaluation.Group;
import io.storeloop.recommendation.gate.Evaluation.Measured;
import io.storeloop.recommendation.gate.Evaluation.Verdict;
import io.storeloop.recommendation.interaction.HistorySplit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Judges a model by what users met for the first time after the moment up to which it had learnt.
 *
 * <p>For each user the whole catalogue is ranked, without what the user knew already; ties count
 * half. What is compared is nDCG@20, user by user, with a bootstrap over users: a model is proven
 * when the 95 % interval of its lead over popularity, and over recency, lies above 0, and it is not
 * worse beyond chance than the model that answers. Coming back to what one knows is not judged: a
 * list of discoveries is.
 */
public final class Gate {
  public static final String POPULARITY = "popularity";
  public static final String RECENCY = "recency";
  public static final String ACTIVE = "active";

  private static final int LIST = 20;
  private static final List<Integer> LENGTHS = List.of(10, LIST);
  private static final double CONFIDENCE = 0.95;
  private static final long SEED = 20_260_504;
  private static final int FEW = 2;
  private static final int SOME = 10;

  private final GateProperties properties;
  private final BootstrapOptions bootstrap;

  public Gate(GateProperties properties) {
    this.properties = properties;
    this.bootstrap = new BootstrapOptions(properties.resamples(), CONFIDENCE, SEED);
  }

  /**
   * What the gate decides by, without the rest: the mean nDCG@20 of a scorer.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public double ndcg(LaterBehaviour later, ListScorer scorer) throws InterruptedException {
    return Arrays.stream(RankingMetric.NDCG.of(ranks(later, scorer).users(), LIST))
        .average()
        .orElse(0);
  }

  /** Whether there is enough to judge by. */
  public boolean canJudge(LaterBehaviour later) {
    return later.judged().size() >= properties.minUsers();
  }

  /** The verdict where {@link #canJudge} says no. */
  public Evaluation notEnough(LaterBehaviour later) {
    return Evaluation.none(
        "only %d users did something before %s and met something new after it; %d are needed to judge"
            .formatted(later.judged().size(), later.cut(), properties.minUsers()),
        later.judged().size(),
        later.items());
  }

  /**
   * Judges a candidate.
   *
   * @param candidate learnt from what happened before the cut only
   * @param rivals by name, beside the two baselines; learnt from the same
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public Evaluation judge(
      LaterBehaviour later, ListScorer candidate, Map<String, ListScorer> rivals)
      throws InterruptedException {
    Map<String, ListScorer> others = new LinkedHashMap<>();
    others.put(POPULARITY, later.popularity());
    others.put(RECENCY, later.recency());
    others.putAll(rivals);
    Judged own = ranks(later, candidate);
    List<Comparison> comparisons = new ArrayList<>();
    for (Map.Entry<String, ListScorer> other : others.entrySet()) {
      comparisons.add(compare(own, other.getKey(), ranks(later, other.getValue())));
    }
    Map<String, Measured> metrics = metrics(own.users());
    Verdict verdict = Words.verdict(comparisons);
    return new Evaluation(
        verdict,
        Words.reason(verdict, metrics, comparisons, own.users().size()),
        later.cut(),
        later.until(),
        own.users().size(),
        later.items(),
        metrics,
        own.shown().values(),
        comparisons,
        groups(later, own));
  }

  private Judged ranks(LaterBehaviour later, ListScorer scorer) throws InterruptedException {
    double[] scores = new double[later.items()];
    List<RelevantRanks> users = new ArrayList<>(later.judged().size());
    List<RelevantRanks> cold = new ArrayList<>();
    var shown = new ShownItems(LIST, later);
    for (HistorySplit user : later.judged()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while a model was judged");
      }
      scorer.score(user, scores);
      users.add(RelevantRanks.of(scores, user.firstMet(), user.met()));
      shown.add(scores, user.met());
      int[] coldItems =
          IntStream.of(user.firstMet())
              .filter(item -> later.cold(item, properties.coldUsers()))
              .toArray();
      if (coldItems.length > 0) {
        cold.add(RelevantRanks.of(scores, coldItems, user.met()));
      }
    }
    return new Judged(users, cold, shown);
  }

  private Comparison compare(Judged own, String name, Judged other) {
    PairedDifference lead =
        PairedDifference.between(
            RankingMetric.NDCG.of(own.users(), LIST),
            RankingMetric.NDCG.of(other.users(), LIST),
            bootstrap);
    return new Comparison(
        name,
        metrics(other.users()),
        other.shown().values(),
        new Measured(lead.difference(), lead.interval().lower(), lead.interval().upper()),
        lead.pValue(),
        lead.better());
  }

  private List<Group> groups(LaterBehaviour later, Judged own) {
    return List.of(
        group("1 or 2 items known", later, own, known -> known <= FEW),
        group("3 to 10 items known", later, own, known -> known > FEW && known <= SOME),
        group("more than 10 items known", later, own, known -> known > SOME),
        new Group(
            "items fewer than %d users had met".formatted(properties.coldUsers()),
            own.cold().size(),
            metrics(own.cold())));
  }

  private Group group(String name, LaterBehaviour later, Judged own, IntPredicate known) {
    List<RelevantRanks> members =
        IntStream.range(0, own.users().size())
            .filter(user -> known.test(later.judged().get(user).earlier().size()))
            .mapToObj(own.users()::get)
            .toList();
    return new Group(name, members.size(), metrics(members));
  }

  private Map<String, Measured> metrics(List<RelevantRanks> users) {
    Map<String, Measured> measured = new LinkedHashMap<>();
    if (!users.isEmpty()) {
      RankingReport.of(users, LENGTHS, bootstrap)
          .metrics()
          .forEach((name, estimate) -> measured.put(name, measured(estimate)));
    }
    return measured;
  }

  private static Measured measured(Estimate estimate) {
    return new Measured(estimate.value(), estimate.interval().lower(), estimate.interval().upper());
  }
}
