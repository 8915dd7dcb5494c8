package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.algorithms.uplift.UpliftExamples;
import io.storeloop.algorithms.uplift.UpliftJudgement;
import io.storeloop.algorithms.uplift.UpliftSearch;
import io.storeloop.profile.learning.Encoding;
import io.storeloop.profile.learning.FeatureColumn;
import io.storeloop.profile.learning.FeatureTable;
import io.storeloop.profile.predictor.PropensityRows;
import io.storeloop.profile.predictor.ShopperHistory;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns whom a campaign changes, after judging the same way of learning on random halves: no
 * database, no clock.
 *
 * @param splits random halves that are judged, 1 or more
 * @param seed of the halves and of the parts inside them
 * @param worth of the goal
 */
record UpliftTraining(int splits, long seed, GoalWorth worth) {
  /** Who reached the goal, needed of the treated and of the held out. */
  static final int FEWEST_GOALS = 50;

  /** The verdict that lets nobody be targeted. */
  static final String UNRELIABLE = "no_reliable_uplift_ranking";

  static final String RELIABLE = "reliable_uplift_ranking";

  /** A model with its card, and whether it may answer. */
  record Outcome(TrainedUplift model, Map<String, Object> card, boolean reliable) {}

  /**
   * Learns.
   *
   * @param shoppers what each shopper did, by place of the exposure; of it only what happened
   *     before the decision is looked at
   * @throws InsufficientEvidence if too few of either group reached the goal
   */
  Outcome train(List<Exposure> exposures, List<ShopperHistory> shoppers, Consumer<String> progress)
      throws InsufficientEvidence {
    double probability = usual(exposures);
    int[] used =
        IntStream.range(0, exposures.size())
            .filter(row -> exposures.get(row).treatmentProbability() == probability)
            .filter(row -> shoppers.get(row).isKnownAsOf(exposures.get(row).decidedAt()))
            .toArray();
    UpliftTrial trial = trial(exposures, shoppers, used);
    requireEnough(trial);
    int[] all = IntStream.range(0, used.length).toArray();
    List<UpliftSplit> judged = new ArrayList<>();
    for (int split = 0; split < splits; split++) {
      progress.accept("judging half %d of %d".formatted(split + 1, splits));
      judged.add(
          UpliftSplit.of(
              trial, all, seed + split, UpliftSearch.DEFAULT_FOLDS, UpliftJudgement.DEFAULT_TOP));
    }
    UpliftJudgement judgement =
        UpliftJudgement.mean(judged.stream().map(UpliftSplit::judgement).toList());
    progress.accept("learning from all");
    Encoding encoding = trial.encoding(all);
    UpliftExamples examples = trial.trainingExamples(all, encoding);
    UpliftSearch.Found found =
        new UpliftSearch(UpliftSearch.DEFAULT_FOLDS, UpliftSearch.DEFAULT_PENALTIES, seed)
            .search(examples);
    TrainedUplift model =
        TrainedUplift.fit(found.chosen().learner(), examples, found.chosen().l2(), encoding);
    boolean reliable = judgement.isReliable(UpliftFigures.CONFIDENCE);
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("data", data(exposures, used, probability));
    if (isWorthMoney()) {
      card.put(
          "goalWorth", Map.of("withCampaign", worth.withTreatment(), "without", worth.without()));
    }
    card.put("features", known(trial.table()));
    card.put("chosen", candidate(found.chosen()));
    card.put("tried", found.tried().stream().map(UpliftTraining::candidate).toList());
    card.put("judged", judged(judgement));
    card.put("verdict", reliable ? RELIABLE : UNRELIABLE);
    card.put(
        "limits",
        List.of(
            "Of those whom the campaign addressed: whoever its condition left out may react differently.",
            "Treated is who was to get an offer, seen or not; only the first decision of a shopper counts.",
            isWorthMoney()
                ? "Every goal is worth the same, whoever reaches it; what treating costs besides is not taken off."
                : "Goals, not money: a shopper whose probability rises much may spend little, or would have paid more without an offer."));
    return new Outcome(model, card, reliable);
  }

  private boolean isWorthMoney() {
    return !worth.equals(GoalWorth.ONE);
  }

  /** Those drawn at another probability are no part of the same experiment. */
  private static double usual(List<Exposure> exposures) {
    return exposures.stream()
        .collect(Collectors.groupingBy(Exposure::treatmentProbability, Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<Double, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(1.0);
  }

  private UpliftTrial trial(List<Exposure> exposures, List<ShopperHistory> shoppers, int[] used) {
    List<double[]> numbers = new ArrayList<>();
    boolean[] treated = new boolean[used.length];
    boolean[] converted = new boolean[used.length];
    for (int row = 0; row < used.length; row++) {
      Exposure exposure = exposures.get(used[row]);
      Instant cut = exposure.decidedAt();
      numbers.add(PropensityRows.numbers(shoppers.get(used[row]).before(cut), cut));
      treated[row] = exposure.treated();
      converted[row] = exposure.converted();
    }
    FeatureTable table = PropensityRows.table(numbers);
    return new UpliftTrial(table, treated, converted, worth);
  }

  /** Those that some shopper has. */
  private static List<String> known(FeatureTable table) {
    return table.columns().stream()
        .filter(column -> IntStream.range(0, column.rows()).anyMatch(row -> !column.isMissing(row)))
        .map(FeatureColumn::name)
        .toList();
  }

  private static void requireEnough(UpliftTrial trial) throws InsufficientEvidence {
    int ofTreated = 0;
    int ofHeldOut = 0;
    for (int row = 0; row < trial.outcomes().length; row++) {
      ofTreated += trial.outcomes()[row] && trial.treated()[row] ? 1 : 0;
      ofHeldOut += trial.outcomes()[row] && !trial.treated()[row] ? 1 : 0;
    }
    if (Math.min(ofTreated, ofHeldOut) < FEWEST_GOALS) {
      throw new InsufficientEvidence(
          "of %d shoppers whose window is over %d treated and %d held out reached the goal, but %d of each are needed"
              .formatted(trial.outcomes().length, ofTreated, ofHeldOut, FEWEST_GOALS));
    }
  }

  private static Map<String, Object> data(
      List<Exposure> exposures, int[] used, double probability) {
    List<Exposure> rows = IntStream.of(used).mapToObj(exposures::get).toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("shoppers", rows.size());
    data.put("treated", rows.stream().filter(Exposure::treated).count());
    data.put(
        "treatedConverted", rows.stream().filter(row -> row.treated() && row.converted()).count());
    data.put("heldOut", rows.stream().filter(row -> !row.treated()).count());
    data.put(
        "heldOutConverted", rows.stream().filter(row -> !row.treated() && row.converted()).count());
    data.put("treatmentProbability", probability);
    data.put(
        "drawnAtOtherProbability",
        exposures.stream().filter(row -> row.treatmentProbability() != probability).count());
    data.put("from", bound(rows, list -> list.min(Comparator.naturalOrder())));
    data.put("until", bound(rows, list -> list.max(Comparator.naturalOrder())));
    return data;
  }

  private static String bound(
      List<Exposure> rows, Function<Stream<Instant>, Optional<Instant>> which) {
    return which.apply(rows.stream().map(Exposure::decidedAt)).orElseThrow().toString();
  }

  private static Map<String, Object> candidate(UpliftSearch.Candidate candidate) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("learner", candidate.learner().label());
    told.put("ridge", candidate.l2());
    told.put("validatedAuucOverRandom", candidate.mean());
    return told;
  }

  private Map<String, Object> judged(UpliftJudgement judgement) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("splits", splits);
    told.put("folds", UpliftSearch.DEFAULT_FOLDS);
    told.put("confidence", UpliftFigures.CONFIDENCE);
    told.put("top", UpliftJudgement.DEFAULT_TOP);
    told.put("metrics", UpliftFigures.of(judgement));
    told.put("baseline", UpliftFigures.baseline(judgement));
    told.put("auuc", UpliftFigures.AUUC);
    told.put("qini", UpliftFigures.QINI);
    return told;
  }
}
