package io.storeloop.profile.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.profile.predictor.Act;
import io.storeloop.profile.predictor.ActKind;
import io.storeloop.profile.predictor.ShopperHistory;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class UpliftTrainingTest {
  private static final Instant DECIDED = Instant.parse("2026-03-01T10:00:00Z");
  private static final UpliftTraining TRAINING = new UpliftTraining(2, 7, GoalWorth.ONE);

  private final List<Exposure> exposures = new ArrayList<>();
  private final List<ShopperHistory> shoppers = new ArrayList<>();

  @Test
  void whoIsChangedIsFoundAndStandsInTheCard() throws Exception {
    shop(3_000, 0.35, 0.5);

    UpliftTraining.Outcome outcome = TRAINING.train(exposures, shoppers, step -> {});

    assertThat(outcome.reliable()).isTrue();
    assertThat(outcome.card()).containsEntry("verdict", "reliable_uplift_ranking");
    assertThat(outcome.model().uplift(TrainedUplift.known(past(true), DECIDED)))
        .isCloseTo(0.35, within(0.1));
    assertThat(outcome.model().uplift(TrainedUplift.known(past(false), DECIDED)))
        .isCloseTo(0, within(0.1));
    assertThat(metrics(outcome).get("topUplift"))
        .isInstanceOfSatisfying(Double.class, top -> assertThat(top).isCloseTo(0.35, within(0.1)));
  }

  @Test
  void whereEverybodyIsChangedAlikeThereIsNoReliableRanking() throws Exception {
    shop(3_000, 0, 0.5);

    UpliftTraining.Outcome outcome = TRAINING.train(exposures, shoppers, step -> {});

    assertThat(outcome.reliable()).isFalse();
    assertThat(outcome.card()).containsEntry("verdict", "no_reliable_uplift_ranking");
  }

  @Test
  void whatHappensAfterTheDecisionTeachesNothing() throws Exception {
    shop(1_500, 0.35, 0.5);
    UpliftTraining.Outcome before = TRAINING.train(exposures, shoppers, step -> {});

    List<ShopperHistory> later =
        IntStream.range(0, shoppers.size())
            .mapToObj(i -> {
              List<Act> acts = new ArrayList<>(shoppers.get(i).acts());
              acts.add(new Act(DECIDED, ActKind.CART, 1, Double.NaN));
              acts.add(new Act(DECIDED.plusSeconds(i), ActKind.PURCHASE, 1, 10 * i));
              return new ShopperHistory(acts);
            })
            .toList();

    assertThat(
            JsonMapper.shared()
                .writeValueAsString(TRAINING.train(exposures, later, step -> {}).model()))
        .isEqualTo(JsonMapper.shared().writeValueAsString(before.model()));
  }

  @Test
  void whatIsStoredAnswersAlike() throws Exception {
    shop(1_500, 0.35, 0.5);
    TrainedUplift model = TRAINING.train(exposures, shoppers, step -> {}).model();

    JsonMapper json = JsonMapper.shared();
    TrainedUplift read = json.readValue(json.writeValueAsString(model), TrainedUplift.class);

    assertThat(read.uplift(TrainedUplift.known(past(true), DECIDED)))
        .isEqualTo(model.uplift(TrainedUplift.known(past(true), DECIDED)));
  }

  @Test
  void whereGoalsAreWorthMoneyUpliftIsMoney() throws Exception {
    shop(3_000, 0.88, 0.5);

    UpliftTraining.Outcome outcome =
        new UpliftTraining(2, 7, new GoalWorth(8, 12)).train(exposures, shoppers, step -> {});

    TrainedUplift model = outcome.model();
    // readers buy at 0.98 with it and 0.1 without, the others at 0.5 either way
    assertThat(model.uplift(TrainedUplift.known(past(true), DECIDED))).isCloseTo(6.6, within(0.8));
    assertThat(model.uplift(TrainedUplift.known(past(false), DECIDED))).isCloseTo(-2, within(0.8));
    assertThat(outcome.reliable()).isTrue();
    assertThat(outcome.card())
        .containsEntry("goalWorth", Map.of("withCampaign", 8.0, "without", 12.0));
    assertThat(metrics(outcome).get("topUplift"))
        .isInstanceOfSatisfying(Double.class, top -> assertThat(top).isCloseTo(6.6, within(0.8)));
    JsonMapper json = JsonMapper.shared();
    TrainedUplift read = json.readValue(json.writeValueAsString(model), TrainedUplift.class);
    assertThat(read.uplift(TrainedUplift.known(past(true), DECIDED)))
        .isEqualTo(model.uplift(TrainedUplift.known(past(true), DECIDED)));
  }

  /** Who buys least is moved most here, and a response model finds them as well. */
  @Test
  void whatLeavingBuyersAloneFindsAsWellIsNoReliableRanking() throws Exception {
    shop(3_000, 0.35, 0.5);

    UpliftTraining.Outcome outcome =
        new UpliftTraining(2, 7, new GoalWorth(8, 12)).train(exposures, shoppers, step -> {});

    assertThat(outcome.reliable()).isFalse();
  }

  @Test
  void whoWasDrawnAtAnotherProbabilityIsLeftOut() throws Exception {
    shop(1_500, 0.35, 0.5);
    shop(500, 0.35, 0.9);

    Map<String, Object> card = TRAINING.train(exposures, shoppers, step -> {}).card();

    assertThat(card.get("data"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("shoppers", 1_500)
        .containsEntry("drawnAtOtherProbability", 500L)
        .containsEntry("treatmentProbability", 0.5);
  }

  @Test
  void withTooFewGoalsTheMissingIsNamed() {
    shop(60, 0.35, 0.5);

    assertThatThrownBy(() -> TRAINING.train(exposures, shoppers, step -> {}))
        .isInstanceOf(InsufficientEvidence.class)
        .hasMessageContaining("of 60 shoppers")
        .hasMessageContaining("50 of each are needed");
    assertThatThrownBy(() -> TRAINING.train(List.of(), List.of(), step -> {}))
        .isInstanceOf(InsufficientEvidence.class)
        .hasMessageContaining("of 0 shoppers");
  }

  private static Map<?, ?> metrics(UpliftTraining.Outcome outcome) {
    return (Map<?, ?>) ((Map<?, ?>) outcome.card().get("judged")).get("metrics");
  }

  /** A third reads much and is moved; the others buy more often anyway. */
  private void shop(int count, double effect, double treatmentProbability) {
    var random = new SplittableRandom(count);
    for (int i = 0; i < count; i++) {
      boolean reader = random.nextInt(3) == 0;
      boolean treated = random.nextDouble() < treatmentProbability;
      double rate = (reader ? 0.1 : 0.5) + (reader && treated ? effect : 0);
      exposures.add(
          new Exposure(
              new UUID(count, i),
              DECIDED,
              treated,
              treatmentProbability,
              random.nextDouble() < rate));
      shoppers.add(new ShopperHistory(past(reader)));
    }
  }

  private static List<Act> past(boolean reader) {
    return IntStream.range(0, reader ? 6 : 1)
        .mapToObj(
            day -> new Act(DECIDED.minus(Duration.ofDays(day + 1)), ActKind.VIEW, day, Double.NaN))
        .sorted(java.util.Comparator.comparing(Act::at))
        .toList();
  }
}
