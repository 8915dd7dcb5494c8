package io.storeloop.recommendation.model;

import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelTrainerTest {
  @Test
  void theSameEventsInAnotherOrderGiveTheSameModelToTheBit() {
    List<Event> events = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      events.add(
          aView()
              .of("item-" + random.nextInt(60))
              .by("user-" + random.nextInt(100))
              .after(Duration.ofMinutes(i))
              .event());
    }
    List<Event> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);

    RecommendationModel one = trainedOn(events).model();
    RecommendationModel other = trainedOn(shuffled).model();

    assertThat(one.neighbours()).isEqualTo(other.neighbours());
  }

  @Test
  void countsSayWhatWasLearntFrom() {
    TrainingCounts counts =
        trainedOn(
                List.of(
                    aView().of("shoes").by("anna").event(),
                    aView().of("shoes").by("anna").event(),
                    aView().of("socks").by("anna").event(),
                    aView().of("shoes").by("ben").event()))
            .counts();

    // anna: 2 items, ben: 1; pairs 2² + 1²; shoes and socks are each other's neighbours
    assertThat(counts).isEqualTo(new TrainingCounts(2, 2, 3, 5, 2));
  }

  @Test
  void whatWentTogetherLatelyIsMoreSimilarThanWhatWentTogetherLongAgo() {
    List<Event> events = new ArrayList<>();
    for (int user = 0; user < 5; user++) {
      Duration later = TrainingProperties.defaults().halfLife().multipliedBy(3);
      events.add(aView().of("shoes").by("early-" + user).event());
      events.add(aView().of("hat").by("early-" + user).event());
      events.add(aView().of("shoes").by("late-" + user).after(later).event());
      events.add(aView().of("socks").by("late-" + user).after(later).event());
    }

    RecommendationModel model = trainedOn(events).model();

    // by item id: hat 0, shoes 1, socks 2
    assertThat(model.neighbours().similarityBetween(1, 2))
        .isGreaterThan(model.neighbours().similarityBetween(1, 0));
  }

  @Test
  void anItemThatCameLaterIsUnknownToTheModel() {
    RecommendationModel model = trainedOn(List.of(aView().of("shoes").by("anna").event())).model();

    assertThat(model.modelItem(0)).isZero();
    assertThat(model.modelItem(1)).isNegative();
  }

  @Test
  void nothingToLearnGivesAnEmptyModel() {
    assertThat(trainedOn(List.of()).counts()).isEqualTo(TrainingCounts.NONE);
  }

  private static ModelTrainer.Trained trainedOn(List<Event> events) {
    InteractionProperties properties = InteractionProperties.defaults();
    Histories histories = new Histories(properties);
    Catalogue catalogue = new Catalogue();
    Interactions interactions = new Interactions(histories, catalogue, properties);
    events.forEach(interactions::apply);
    return ModelFixture.train(histories, catalogue);
  }
}
