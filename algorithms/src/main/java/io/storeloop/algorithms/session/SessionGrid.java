package io.storeloop.algorithms.session;

import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The values that the search tries, one option after another. They span what is known to suit
 * different shops: short visits in which only the last clicks count, and long histories that want
 * no decay at all; shops where one looks at the same thing again, and those where one never does.
 */
final class SessionGrid {
  /** Weights that tell whether a kernel is worth more. */
  static final List<Double> FIRST_LAMBDAS = List.of(0.1, 0.5);

  static final List<Double> LAMBDAS = List.of(0.02, 0.05, 0.15, 0.2, 0.3, 0.75, 1.0, 2.0, 5.0);
  static final List<Double> FADINGS = List.of(0.1, 0.3, 0.5, 0.6, 0.8, 0.9, 1.0);
  private static final double FIRST_FADING = 0.7;

  private static final List<Decay> DECAYS =
      List.of(
          Decay.none(),
          Decay.hyperbolic(20),
          Decay.hyperbolic(5),
          Decay.hyperbolic(2),
          Decay.hyperbolic(1),
          Decay.linear(20),
          Decay.linear(10),
          Decay.linear(5),
          Decay.exponential(20),
          Decay.exponential(8),
          Decay.exponential(4),
          Decay.exponential(2),
          Decay.exponential(1.4),
          Decay.exponential(1),
          Decay.exponential(0.5));

  private static final List<Decay> AGE_DECAYS =
      List.of(
          Decay.none(),
          Decay.hyperbolic(500),
          Decay.hyperbolic(200),
          Decay.hyperbolic(100),
          Decay.hyperbolic(50),
          Decay.hyperbolic(20),
          Decay.hyperbolic(10),
          Decay.hyperbolic(5));

  private static final List<Double> REPEATS =
      List.of(0.0, 0.05, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0, 1.5, 2.5);

  private SessionGrid() {}

  /** Settings to begin with. */
  static List<SessionOptions> starts() {
    return List.of(
        SessionOptions.sknn(),
        SessionOptions.vsknn(),
        SessionOptions.stan(),
        SessionOptions.vstan(),
        SessionOptions.serenade(),
        SessionOptions.seasonal());
  }

  /** For every option the given settings with each of its values, those that matter most first. */
  static List<Step> steps() {
    return List.of(
        step(REPEATS, (options, value) -> options.currentWeight(value)),
        step(REPEATS, (options, value) -> options.seenWeight(value)),
        step(AGE_DECAYS, (options, value) -> options.ageDecay(value)),
        step(DECAYS, (options, value) -> options.queryDecay(value)),
        step(DECAYS, (options, value) -> options.matchDecay(value)),
        step(DECAYS, (options, value) -> options.placeDecay(value)),
        step(List.of(0.0, 0.3, 0.5, 0.7, 0.85, 1.0), (options, value) -> options.backward(value)),
        step(
            List.of(0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0),
            (options, value) -> options.lengthExponent(value)),
        step(List.of(0.0, 0.5, 1.0, 2.0, 5.0, 20.0), (options, value) -> options.idfWeight(value)),
        step(
            List.of(50, 100, 200, 500, 1_000, 1_500, 3_000),
            (options, value) -> options.neighbours(value)),
        step(
            List.of(50, 100, 250, 500, 1_000, 2_500, 5_000),
            (options, value) -> options.newestSessions(value)),
        step(List.of(1, 2, 3, 5, 10, 20, 50, 100), (options, value) -> options.queryItems(value)));
  }

  /**
   * Kernels worth fusing, from "what was clicked right after" to "what was in the same session",
   * each alone and with neighbours of neighbours.
   */
  static List<KernelRecipe> kernels() {
    return Stream.of(
            CooccurrenceOptions.sequential(0.8, 0.5, 10),
            CooccurrenceOptions.sequential(0.5, 0.2, 5),
            CooccurrenceOptions.balanced())
        .flatMap(options ->
            Stream.of(0.0, 10.0)
                .map(twoSteps -> new KernelRecipe(options, twoSteps, FIRST_FADING, 1)))
        .toList();
  }

  /** One option and its values. */
  interface Step {
    List<SessionOptions> from(SessionOptions options);
  }

  private static <T> Step step(
      List<T> values, BiFunction<SessionOptions.Builder, T, SessionOptions.Builder> setter) {
    return options ->
        values.stream().map(value -> setter.apply(options.toBuilder(), value).build()).toList();
  }
}
