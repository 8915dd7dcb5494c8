package io.storeloop.recommendation.gate;

import static io.storeloop.recommendation.interaction.EventFixture.MONDAY;
import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.HistorySplit;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeCutTest {
  private final InteractionProperties properties = InteractionProperties.defaults();
  private final Histories histories = new Histories(properties);
  private final Interactions interactions =
      new Interactions(histories, new Catalogue(), properties);

  @Test
  void theLatestShareOfAllInteractionsLiesBehindTheCut() {
    for (int minute = 0; minute < 10; minute++) {
      interactions.apply(
          aView().of("shoes").by("user-" + minute % 3).after(Duration.ofMinutes(minute)).event());
    }

    TimeCut cut = TimeCut.leaving(0.2, histories.all(), Long.MAX_VALUE);

    // ten interactions in minutes 0 to 9: the last two are those of minutes 8 and 9
    assertThat(cut.cut()).isEqualTo(MONDAY.plus(Duration.ofMinutes(8)).toEpochMilli());
    assertThat(cut.until()).isEqualTo(MONDAY.plus(Duration.ofMinutes(9)).toEpochMilli());
  }

  @Test
  void aHistoryIsCutIntoWhatWasKnownAndWhatIsNew() {
    interactions.apply(aView().of("shoes").by("anna").event());
    interactions.apply(aView().of("shoes").by("anna").after(Duration.ofHours(2)).event());
    interactions.apply(aView().of("socks").by("anna").after(Duration.ofHours(2)).event());

    HistorySplit split =
        histories
            .all()
            .getFirst()
            .splitAt(
                MONDAY.plus(Duration.ofHours(1)).toEpochMilli(), Long.MAX_VALUE, properties, 1);

    assertThat(split.visit()).containsExactly(0);
    assertThat(split.earlier().size()).isEqualTo(1);
    assertThat(split.met()).containsExactly(0);
    assertThat(split.firstMet()).containsExactly(1);
  }

  @Test
  void nothingCannotBeCut() {
    assertThatThrownBy(() -> TimeCut.leaving(0.2, List.of(), Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
