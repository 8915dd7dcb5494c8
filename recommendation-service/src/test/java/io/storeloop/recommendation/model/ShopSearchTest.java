package io.storeloop.recommendation.model;

import static io.storeloop.recommendation.interaction.EventFixture.aPurchase;
import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.recommendation.gate.GateProperties;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.model.SearchProperties.Part;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Shoppers walk along ten shelves of six items, a few steps at a time, day after day. */
class ShopSearchTest {
  private static final int SHELVES = 10;
  private static final int ON_SHELF = 6;

  private final InteractionProperties interaction = InteractionProperties.defaults();
  private final Catalogue catalogue = new Catalogue();
  private final Histories histories = new Histories(interaction);
  private final KernelSettings configured = KernelSettings.of(TrainingProperties.defaults());

  @Test
  void whatIsFoundIsNoWorseByWhatWasKeptBackAndSaysHowItWasFound() throws Exception {
    shoppers(200);

    KernelSettings found = search(Set.of()).run(configured).orElseThrow();

    assertThat(found.search()).isNotNull();
    assertThat(found.search().ndcgAfter()).isGreaterThanOrEqualTo(found.search().ndcgBefore());
    assertThat(found.search().tried()).isGreaterThan(10);
    assertThat(found.search().users()).isBetween(50, 200);
  }

  @Test
  void theSameHistoriesGiveTheSameSettings() throws Exception {
    shoppers(120);

    KernelSettings one = search(Set.of()).run(configured).orElseThrow();
    KernelSettings other = search(Set.of()).run(configured).orElseThrow();

    assertThat(one.trainsAs(other)).isTrue();
  }

  @Test
  void whatSomebodyHasChosenIsKept() throws Exception {
    shoppers(120);

    KernelSettings found = search(Set.of(Part.values())).run(configured).orElseThrow();

    assertThat(found.trainsAs(configured)).isTrue();
  }

  @Test
  void aCatalogueBeyondTheBoundIsServedByTheKernel() throws Exception {
    shoppers(200);
    var none = new MixProperties(SHELVES * ON_SHELF - 1, 0, 1_000);
    var families =
        new FamilySearch(
            histories.all(),
            catalogue.size(),
            Long.MAX_VALUE,
            SessionProperties.defaults(),
            none,
            1,
            () -> 0);

    assertThat(MixSettings.of(families.ofHistories(60, true).orElseThrow().recipe())).isEmpty();
    assertThat(none.allows(ModelFixture.blend(), SHELVES * ON_SHELF)).isFalse();
  }

  /** Everybody looks at everything in passing, and goes on with what goes with their purchases. */
  @Test
  void whatABehaviourSaysIsLearnt() throws Exception {
    Interactions interactions = new Interactions(histories, catalogue, interaction);
    Random random = new Random(7);
    for (int user = 0; user < 300; user++) {
      int shelf = random.nextInt(SHELVES) * ON_SHELF;
      for (int step = 0; step < ON_SHELF; step++) {
        var day = Duration.ofDays(step);
        for (int noise = 0; noise < 4; noise++) {
          interactions.apply(
              aView()
                  .of("item-" + random.nextInt(SHELVES * ON_SHELF))
                  .by("user-" + user)
                  .after(day.plusHours(noise))
                  .event());
        }
        interactions.apply(
            aPurchase().of("item-" + (shelf + step)).by("user-" + user).after(day).event());
      }
    }
    Set<Part> others = EnumSet.allOf(Part.class);
    others.remove(Part.WEIGHTS);

    KernelSettings found = search(others).run(configured).orElseThrow();

    assertThat(found.interest()).isNotNull();
    assertThat(found.interest().purchase() / found.interest().view()).isGreaterThan(3);
    assertThat(found.search().ndcgAfter()).isGreaterThan(found.search().ndcgBefore());
  }

  @Test
  void tooFewShoppersTellNothing() throws Exception {
    shoppers(30);

    assertThat(search(Set.of()).run(configured)).isEqualTo(Optional.empty());
  }

  private void shoppers(int count) {
    Interactions interactions = new Interactions(histories, catalogue, interaction);
    Random random = new Random(7);
    for (int user = 0; user < count; user++) {
      int shelf = random.nextInt(SHELVES) * ON_SHELF;
      for (int day = 0; day < 3; day++) {
        for (int step = 0; step < 2; step++) {
          interactions.apply(
              aView()
                  .of("item-" + (shelf + (2 * day + step) % ON_SHELF))
                  .by("user-" + user)
                  .after(Duration.ofDays(day).plusMinutes(step))
                  .event());
        }
      }
    }
  }

  /** With a clock that stands still, so that no budget ends the search. */
  private ShopSearch search(Set<Part> keep) {
    var sessions = SessionProperties.defaults();
    var popularity = new PopularityProperties(Duration.ofDays(14));
    var trainer =
        new ModelTrainer(
            histories,
            catalogue,
            interaction,
            popularity,
            CountsProperties.defaults(),
            sessions,
            MixProperties.defaults(),
            1);
    var clock = new AtomicLong();
    return new ShopSearch(
        histories,
        catalogue,
        trainer,
        interaction,
        popularity,
        sessions,
        new GateProperties(1.0 / 3, 20, 2000, 5, Duration.ofDays(1), 100),
        new SearchProperties(
            true, Duration.ZERO, Duration.ofHours(1), Duration.ofSeconds(60), 50, 500, keep),
        MixProperties.defaults(),
        1,
        clock::get);
  }
}
