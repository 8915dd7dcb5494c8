package io.storeloop.algorithms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.similarity.Neighbours;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SessionOptionsTest {

  @ParameterizedTest
  @MethodSource("nonsense")
  void refusesNonsenseAndNamesTheOption(String option, ThrowingCallable nonsense) {
    assertThatThrownBy(nonsense)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " must be");
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        refused("neighbours", 0, 1, 1, 1, 0, 0, 1, 1),
        refused("neighbours", 100_001, 1, 1, 1, 0, 0, 1, 1),
        refused("newestSessions", 1, 0, 1, 1, 0, 0, 1, 1),
        refused("queryItems", 1, 1, 0, 1, 0, 0, 1, 1),
        refused("queryItems", 1, 1, 257, 1, 0, 0, 1, 1),
        refused("backward", 1, 1, 1, 1.1, 0, 0, 1, 1),
        refused("lengthExponent", 1, 1, 1, 1, -0.1, 0, 1, 1),
        refused("idfWeight", 1, 1, 1, 1, 0, Double.NaN, 1, 1),
        refused("currentWeight", 1, 1, 1, 1, 0, 0, 11, 1),
        refused("seenWeight", 1, 1, 1, 1, 0, 0, 1, -1),
        Arguments.of("length", (ThrowingCallable) () -> Decay.linear(0)),
        Arguments.of("length", (ThrowingCallable) () -> Decay.exponential(Double.NaN)),
        Arguments.of("fading", (ThrowingCallable) () -> fusion(0, 1)),
        Arguments.of("lambda", (ThrowingCallable) () -> fusion(1, -1)));
  }

  @Test
  void decaysBeginAtOneAndNeverRise() {
    assertThat(Decay.none().at(1_000)).isEqualTo(1);
    assertThat(Decay.linear(10).at(3)).isCloseTo(0.7, within(1e-12));
    assertThat(Decay.linear(10).at(11)).isZero();
    assertThat(Decay.hyperbolic(2).at(2)).isEqualTo(0.5);
    assertThat(Decay.exponential(2).at(2)).isCloseTo(1 / Math.E, within(1e-12));
    assertThat(Decay.exponential(2).at(0)).isEqualTo(1);
  }

  private static Arguments refused(
      String option,
      int k,
      int m,
      int n,
      double back,
      double e,
      double w,
      double now,
      double seen) {
    Decay none = Decay.none();
    ThrowingCallable nonsense =
        () -> new SessionOptions(k, m, n, none, none, none, none, back, e, w, now, seen);
    return Arguments.of(option, nonsense);
  }

  private static KernelFusion fusion(double fading, double lambda) {
    return new KernelFusion(new Neighbours(new int[1], new int[0], new float[0]), fading, lambda);
  }
}
