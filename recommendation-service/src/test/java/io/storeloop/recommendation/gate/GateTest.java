package io.storeloop.recommendation.gate;

import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.recommendation.gate.Evaluation.Comparison;
import io.storeloop.recommendation.gate.Evaluation.Verdict;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * 200 shoppers; each sees two items of one of ten shelves in the first hour and a third one of the
 * same shelf an hour later.
 */
class GateTest {
  private static final int SHELVES = 10;
  private static final int ON_SHELF = 5;

  private final Gate gate = new Gate(GateProperties.defaults());
  private final Catalogue catalogue = new Catalogue();

  /** What a good model says: more of the shelf the shopper stood at. */
  private static final ListScorer SAME_SHELF =
      (known, scores) -> {
        for (int item = 0; item < scores.length; item++) {
          scores[item] = item / ON_SHELF == known.visit()[0] / ON_SHELF ? 1 : 0;
        }
      };

  @Test
  void aModelThatKnowsWhatComesIsProvenAndTheReasonHasTheFigures() throws Exception {
    Evaluation evaluation = gate.judge(later(200), SAME_SHELF, Map.of());

    assertThat(evaluation.verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(evaluation.users()).isEqualTo(200);
    assertThat(evaluation.items()).isEqualTo(SHELVES * ON_SHELF);
    assertThat(evaluation.reason())
        .startsWith("nDCG@20 ")
        .contains("over 200 users beats popularity (")
        .contains("and beats recency (");
    assertThat(evaluation.comparisons())
        .extracting(Comparison::against)
        .containsExactly("popularity", "recency");
    // lists hold the three items left of each shopper's shelf, so together all items
    assertThat(evaluation.lists().get("coverage@20")).isEqualTo(1);
    assertThat(evaluation.comparisons().getFirst().lists().get("diversity@20")).isBetween(0.0, 1.0);
    // three items are left of the shelf: ranks 2 on average, so 1 / log2(1 + 2)
    assertThat(evaluation.metrics().get("ndcg@20").value()).isBetween(0.62, 0.64);
  }

  @Test
  void aModelThatSaysTheSameOfEverythingIsRejectedAndTheReasonNamesWhatBeatsIt() throws Exception {
    ListScorer constant = (known, scores) -> Arrays.fill(scores, 1);

    Evaluation evaluation = gate.judge(later(200), constant, Map.of());

    assertThat(evaluation.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(evaluation.reason()).contains("does not beat popularity");
  }

  @Test
  void aModelWorseThanTheOneThatAnswersIsRejectedThoughItBeatsTheBaselines() throws Exception {
    ListScorer halfBlind =
        (known, scores) -> {
          SAME_SHELF.score(known, scores);
          if (known.visit()[0] / ON_SHELF % 2 == 0) {
            Arrays.fill(scores, 0);
          }
        };

    Evaluation evaluation = gate.judge(later(200), halfBlind, Map.of(Gate.ACTIVE, SAME_SHELF));

    assertThat(evaluation.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(evaluation.reason()).contains("is worse than the settings of the active model");
  }

  @Test
  void tooFewShoppersTellNothing() {
    LaterBehaviour later = later(99);

    assertThat(gate.canJudge(later)).isFalse();
    assertThat(gate.notEnough(later).verdict()).isEqualTo(Verdict.NOT_EVALUATED);
    assertThat(gate.notEnough(later).reason()).startsWith("only 99 users").contains("100 are");
  }

  @Test
  void theSameDataGiveTheSameFiguresToTheBit() throws Exception {
    LaterBehaviour later = later(200);

    assertThat(gate.judge(later, SAME_SHELF, Map.of()))
        .isEqualTo(gate.judge(later, SAME_SHELF, Map.of()));
  }

  @Test
  void itemsAreRenamedAndTheFiguresStay() throws Exception {
    Evaluation one = gate.judge(later(200), SAME_SHELF, Map.of());
    ListScorer byName =
        (known, scores) -> {
          int shelf = shelfOf(known.visit()[0]);
          for (int item = 0; item < scores.length; item++) {
            scores[item] = shelfOf(item) == shelf ? 1 : 0;
          }
        };

    Evaluation other = gate.judge(laterInAnotherOrder(), byName, Map.of());

    assertThat(other.metrics().get("ndcg@20").value())
        .isCloseTo(one.metrics().get("ndcg@20").value(), org.assertj.core.data.Offset.offset(1e-3));
  }

  private int shelfOf(int item) {
    return Integer.parseInt(catalogue.item(item).itemId().split("-")[1]) / ON_SHELF;
  }

  private LaterBehaviour later(int users) {
    for (int item = 0; item < SHELVES * ON_SHELF; item++) {
      catalogue.mention("item-" + item, null, null);
    }
    return behaviour(users);
  }

  private LaterBehaviour laterInAnotherOrder() {
    catalogueReversed();
    return behaviour(200);
  }

  private void catalogueReversed() {
    for (int item = SHELVES * ON_SHELF - 1; item >= 0; item--) {
      catalogue.mention("item-" + item, null, null);
    }
  }

  private LaterBehaviour behaviour(int users) {
    InteractionProperties properties = InteractionProperties.defaults();
    Histories histories = new Histories(properties);
    Interactions interactions = new Interactions(histories, catalogue, properties);
    Random random = new Random(7);
    for (int user = 0; user < users; user++) {
      int first = random.nextInt(SHELVES) * ON_SHELF;
      int start = random.nextInt(ON_SHELF);
      for (int visit = 0; visit < 3; visit++) {
        Duration time =
            visit < 2 ? Duration.ofSeconds(user) : Duration.ofHours(2).plusSeconds(user);
        interactions.apply(
            aView()
                .of("item-" + (first + (start + visit) % ON_SHELF))
                .by("user-" + user)
                .after(time)
                .event());
      }
    }
    return LaterBehaviour.of(
            histories.all(),
            catalogue.size(),
            properties,
            new PopularityProperties(Duration.ofDays(14)),
            new GateProperties(1.0 / 3, 100, 2000, 5, Duration.ofDays(1), 500),
            Duration.ofMinutes(30),
            Long.MAX_VALUE)
        .orElseThrow();
  }
}
