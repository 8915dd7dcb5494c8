package io.storeloop.profile.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.feature.FeatureDefinition;
import io.storeloop.profile.feature.FeatureType;
import io.storeloop.profile.grouping.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterFeatureTest {
  static Stream<String> numbersOfTheCatalogue() {
    return FeatureCatalogue.all().stream()
        .filter(feature -> feature.type() == FeatureType.NUMBER)
        .map(FeatureDefinition::name);
  }

  @ParameterizedTest
  @MethodSource("numbersOfTheCatalogue")
  void everyNumberOfTheCatalogueIsAQuantityOrLeftOutForAReason(String name) {
    assertThat(ClusterFeature.find(name).isPresent())
        .isNotEqualTo(ClusterFeature.NO_QUANTITIES.containsKey(name));
  }

  @Test
  void onlyFeaturesOfTheCatalogueAreOfferedAndNoTwoHaveTheSameWords() {
    List<Column> quantities =
        numbersOfTheCatalogue().flatMap(name -> ClusterFeature.find(name).stream()).toList();

    assertThat(ClusterFeature.names())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    quantities.stream().map(Column::name),
                    Stream.of("affinity.category", "affinity.brand"))
                .toList());
    assertThat(quantities.stream().flatMap(column -> Stream.of(column.high(), column.low())))
        .doesNotHaveDuplicates();
  }

  @Test
  void thirtyFeaturesMayBeAskedForAndNoMore() {
    List<String> thirty = ClusterFeature.names().subList(0, 30);

    assertThat(asking(thirty).toPlan().features()).isEqualTo(thirty);
    Assertions.assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> asking(ClusterFeature.names().subList(0, 31)).toPlan())
        .withMessageContaining("1 to 30, not 31");
  }

  @Test
  void anHourIsRefusedWithTheReason() {
    Assertions.assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> asking(Collections.singletonList("favouriteHour")).toPlan())
        .withMessageContaining("hours go round");
  }

  private static ClusteringRequest asking(List<String> features) {
    return new ClusteringRequest(null, new ArrayList<>(features), null, null);
  }
}
