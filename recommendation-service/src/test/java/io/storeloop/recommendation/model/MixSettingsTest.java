package io.storeloop.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.EaseOptions;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.similarity.SparseEaseOptions;
import io.storeloop.algorithms.similarity.UserNeighboursOptions;
import io.storeloop.algorithms.tuning.HistoryRecipe;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class MixSettingsTest {
  private static final HistoryRecipe KERNEL =
      new HistoryRecipe.Kernel("kernel", CooccurrenceOptions.balanced(), new Recency(0.9, 50));
  private static final HistoryRecipe EASE =
      new HistoryRecipe.Ease(new EaseOptions(300), Recency.NONE);
  private static final HistoryRecipe SPARSE_EASE =
      new HistoryRecipe.SparseEase(new SparseEaseOptions(20, 100), new Recency(0.9, 20));
  private static final HistoryRecipe LIKE_ME =
      new HistoryRecipe.UserNeighbours(new UserNeighboursOptions(0.5, 0.5, 200), Recency.NONE);

  @ParameterizedTest
  @MethodSource("served")
  void whatWasFoundIsLearntAnew(HistoryRecipe found) {
    MixSettings mix = MixSettings.of(new HistoryRecipe.Unseen(found)).orElseThrow();

    assertThat(mix.recipe()).isEqualTo(found);
  }

  static Stream<HistoryRecipe> served() {
    return Stream.of(
        EASE,
        SPARSE_EASE,
        new HistoryRecipe.Blend(List.of(KERNEL, EASE, SPARSE_EASE), List.of(1.0, 0.35, 0.5)),
        new HistoryRecipe.Reranked(
            List.of(KERNEL, EASE), List.of(1.0, 0.0), List.of(0.5, -1.0), 3, false));
  }

  @Test
  void theRecordOfATrainingKeepsIt() {
    JsonMapper json = JsonMapper.builder().build();
    KernelSettings settings =
        KernelSettings.of(TrainingProperties.defaults()).with(ModelFixture.order());

    KernelSettings read = json.readValue(json.writeValueAsString(settings), KernelSettings.class);

    assertThat(read).isEqualTo(settings);
  }

  @Test
  void aPartWrittenBeforeThereWasSparseEaseIsRead() {
    JsonMapper json = JsonMapper.builder().build();
    MixSettings.Part part = ModelFixture.ease().parts().getFirst();
    String before = json.writeValueAsString(part).replace("\"sparseEase\":null,", "");

    assertThat(before).doesNotContain("sparseEase");
    assertThat(json.readValue(before, MixSettings.Part.class)).isEqualTo(part);
  }

  @Test
  void oneFormOfTheKernelIsNoMixAndUsersAlikeAreNotServed() {
    assertThat(MixSettings.of(new HistoryRecipe.Unseen(KERNEL))).isEmpty();
    assertThat(MixSettings.of(new HistoryRecipe.Blend(List.of(KERNEL, LIKE_ME), List.of(1.0, 0.5))))
        .isEmpty();
  }

  @Test
  void aPartIsOneThingAndAMixHasOne() {
    assertThatThrownBy(() -> new MixSettings.Part("ease", 1, null, null, null, Recency.NONE))
        .hasMessage("a part is a form of the kernel, EASE or sparse EASE");
    assertThatThrownBy(() ->
            new MixSettings.Part(
                "ease", 1, null, new EaseOptions(1), new SparseEaseOptions(1, 1), Recency.NONE))
        .hasMessage("a part is a form of the kernel, EASE or sparse EASE");
    assertThatThrownBy(() -> new MixSettings(List.of(), null, 0)).hasMessage("a mix needs a part");
  }

  @Test
  void aCatalogueThatHasGrownBeyondTheBoundDoesWithoutIt() {
    var bounds = new MixProperties(100, 50, 1_000);

    assertThat(bounds.allows(ModelFixture.ease(), 50)).isTrue();
    assertThat(bounds.allows(ModelFixture.ease(), 51)).isFalse();
    assertThat(bounds.allows(ModelFixture.sparseEase(), 51)).isTrue();
    assertThat(
            bounds.allows(
                MixSettings.of(new HistoryRecipe.Blend(List.of(KERNEL), List.of(1.0)))
                    .orElseThrow(),
                100))
        .isTrue();
    assertThat(bounds.allows(ModelFixture.blend(), 101)).isFalse();
  }
}
