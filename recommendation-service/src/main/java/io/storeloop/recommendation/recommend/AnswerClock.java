package io.storeloop.recommendation.recommend;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeloop.recommendation.recommend.Recommendation.Fallback;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Times the computing of answers, apart by the rung of the ladder that they stand on. */
final class AnswerClock {
  private final Map<Fallback, Timer> timers = new EnumMap<>(Fallback.class);

  AnswerClock(MeterRegistry meters) {
    for (Fallback fallback : Fallback.values()) {
      timers.put(
          fallback,
          Timer.builder("storeloop.recommendation.answer")
              .description("computing a recommendation, without HTTP")
              .tag("fallback", fallback.name().toLowerCase(Locale.ROOT))
              .publishPercentiles(0.5, 0.99)
              .register(meters));
    }
  }

  Recommendation time(Supplier<Recommendation> answer) {
    long from = System.nanoTime();
    Recommendation recommendation = answer.get();
    Objects.requireNonNull(timers.get(recommendation.fallback()))
        .record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
    return recommendation;
  }
}
