package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.storeloop.profile.learning.FeatureColumn;
import io.storeloop.profile.learning.FeatureTable;
import io.storeloop.profile.predictor.Standing.Curve;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StandingTest {
  @Test
  void aRankIsTheShareWithLessAndHalfOfThoseWithAsMuch() {
    // 30 with 0, 50 with 1, 20 with 7
    double[] sorted =
        IntStream.range(0, 100).mapToDouble(i -> i < 30 ? 0 : i < 80 ? 1 : 7).toArray();
    Curve curve = Curve.of(sorted);

    assertThat(curve.rank(0)).isEqualTo(0.15);
    assertThat(curve.rank(1)).isEqualTo(0.55);
    assertThat(curve.rank(7)).isEqualTo(0.90);
    assertThat(curve.rank(4)).isCloseTo(0.725, offset(1e-12));
    assertThat(curve.rank(-3)).isEqualTo(0.15);
    assertThat(curve.rank(1e9)).isEqualTo(0.90);
    assertThat(curve.rank(Double.NaN)).isNaN();
  }

  @Test
  void whatIsRareStandsApart() {
    double[] sorted = IntStream.range(0, 5_000).mapToDouble(i -> i < 4_985 ? 0 : 2).toArray();

    assertThat(Curve.of(sorted).rank(2)).isGreaterThan(0.99);
    assertThat(Curve.of(sorted).rank(0)).isLessThan(0.5);
  }

  @Test
  void aFewValuesTellTheRanksOfMany() {
    double[] sorted = new SplittableRandom(3).doubles(20_000).map(Math::log).sorted().toArray();
    Curve curve = Curve.of(sorted);

    assertThat(curve.values()).hasSizeLessThanOrEqualTo(66);
    for (int place = 100; place < 19_900; place += 371) {
      assertThat(curve.rank(sorted[place])).isCloseTo(place / 20_000.0, offset(0.005));
    }
  }

  @Test
  void ofFewShoppersHardlyAnyValueIsKept() {
    assertThat(Curve.of(new double[] {1, 2, 3, 4, 5}).values()).hasSizeLessThanOrEqualTo(3);
    assertThat(Curve.of(new double[0]).rank(1)).isNaN();
  }

  @Test
  void whatModelsOfBuyingSayStaysAsItIsAndSoDoesTheRestAfterStorage() {
    FeatureTable shoppers =
        new FeatureTable(
            List.of(
                new FeatureColumn.Numeric("views", ascending(200)),
                new FeatureColumn.Numeric(PropensityFeature.ORDER_PROBABILITY, ascending(200))));
    JsonMapper json = JsonMapper.shared();
    Standing standing =
        json.readValue(json.writeValueAsString(Standing.of(shoppers)), Standing.class);

    List<FeatureColumn> placed = standing.place(shoppers).columns();

    assertThat(((FeatureColumn.Numeric) placed.get(1)).values()).isEqualTo(ascending(200));
    assertThat(((FeatureColumn.Numeric) placed.get(0)).values())
        .isEqualTo(
            ((FeatureColumn.Numeric) Standing.of(shoppers).place(shoppers).columns().get(0))
                .values());
    assertThat(Arrays.stream(((FeatureColumn.Numeric) placed.get(0)).values()).max().orElseThrow())
        .isBetween(0.9, 1.0);
  }

  private static double[] ascending(int size) {
    return IntStream.range(0, size).asDoubleStream().toArray();
  }
}
