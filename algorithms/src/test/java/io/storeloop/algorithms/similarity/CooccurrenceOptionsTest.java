package io.storeloop.algorithms.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CooccurrenceOptionsTest {

  @Test
  void presetsKeepAHundredNeighboursAndFiveHundredItemsPerUser() {
    assertThat(CooccurrenceOptions.cosine())
        .isEqualTo(
            new CooccurrenceOptions(
                0, 0.5, 0.5, 0, 1, 1, CooccurrenceOptions.UNLIMITED_WINDOW, 100, 500));
    assertThat(CooccurrenceOptions.rp3beta(0.6, 0.3).userDamping()).isEqualTo(0.6);
    assertThat(CooccurrenceOptions.rp3beta(0.6, 0.3).sourceExponent()).isEqualTo(0.6);
    assertThat(CooccurrenceOptions.rp3beta(0.6, 0.3).targetExponent()).isEqualTo(0.3);
    assertThat(CooccurrenceOptions.asymmetricCosine(0.2).targetExponent()).isEqualTo(0.8);
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void refusesNonsenseAndNamesTheOption(String option, ThrowingCallable nonsense) {
    assertThatThrownBy(nonsense)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " must be between");
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        refused("userDamping", -0.1, 0.5, 0.5, 0, 1, 1, 10, 10, 10),
        refused("userDamping", Double.NaN, 0.5, 0.5, 0, 1, 1, 10, 10, 10),
        refused("sourceExponent", 0, 2.1, 0.5, 0, 1, 1, 10, 10, 10),
        refused("targetExponent", 0, 0.5, Double.POSITIVE_INFINITY, 0, 1, 1, 10, 10, 10),
        refused("shrink", 0, 0.5, 0.5, -1, 1, 1, 10, 10, 10),
        refused("gapDecay", 0, 0.5, 0.5, 0, 0, 1, 10, 10, 10),
        refused("gapDecay", 0, 0.5, 0.5, 0, 1.1, 1, 10, 10, 10),
        refused("backward", 0, 0.5, 0.5, 0, 1, -0.5, 10, 10, 10),
        refused("window", 0, 0.5, 0.5, 0, 1, 1, 0, 10, 10),
        refused("neighbourLimit", 0, 0.5, 0.5, 0, 1, 1, 10, 0, 10),
        refused("neighbourLimit", 0, 0.5, 0.5, 0, 1, 1, 10, 10_001, 10),
        refused("maxUserItems", 0, 0.5, 0.5, 0, 1, 1, 10, 10, 1),
        Arguments.of("alpha", (ThrowingCallable) () -> CooccurrenceOptions.asymmetricCosine(1.5)));
  }

  private static Arguments refused(
      String option,
      double a,
      double b,
      double g,
      double shrink,
      double gamma,
      double back,
      int window,
      int k,
      int cap) {
    ThrowingCallable nonsense =
        () -> new CooccurrenceOptions(a, b, g, shrink, gamma, back, window, k, cap);
    return Arguments.of(option, nonsense);
  }
}
