package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.EventType;
import io.storeloop.common.events.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuspicionTest {
  private static final int EVENTS = 1_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 499, 500, 777, 998, 999})
  void oneOfAThousandIsFoundInFewSteps(int guilty) {
    List<Integer> skipped = new ArrayList<>();

    int steps = follow(Set.of(guilty), skipped, 100);

    // ten halvings and what their rounding leaves over, five tries, and the rest of the log
    assertThat(skipped).containsExactly(guilty);
    assertThat(steps).isLessThan(40);
  }

  @Test
  void eachOfSeveralIsFound() {
    List<Integer> skipped = new ArrayList<>();

    follow(Set.of(3, 4, 600), skipped, 200);

    assertThat(skipped).containsExactly(3, 4, 600);
  }

  @Test
  void whereEverythingFailsTheEventsAreNotToBlame() {
    List<Integer> skipped = new ArrayList<>();

    follow(Set.copyOf(IntStream.range(0, EVENTS).boxed().toList()), skipped, 500);

    assertThat(skipped).hasSize(Suspicion.MOST_IN_A_ROW);
  }

  /** A follower over a log of which some events cannot be applied; the steps it took. */
  private static int follow(Set<Integer> guilty, List<Integer> skipped, int mostSteps) {
    Suspicion suspicion = new Suspicion(EVENTS);
    int next = 0;
    int steps = 0;
    for (; next < EVENTS && steps < mostSteps; steps++) {
      int to = Math.min(EVENTS, next + suspicion.batchSize());
      EventCursor last = new EventCursor(1, to - 1);
      if (to - next == 1 && suspicion.isGuilty(last)) {
        skipped.add(next);
        suspicion.skipped(last);
        next = to;
      } else if (IntStream.range(next, to).anyMatch(guilty::contains)) {
        suspicion.failed(IntStream.range(next, to).mapToObj(SuspicionTest::logged).toList());
      } else {
        suspicion.passed(last);
        next = to;
      }
    }
    return steps;
  }

  private static LoggedEvent logged(int number) {
    return new LoggedEvent(
        new EventCursor(1, number),
        new Event(
            "m" + number,
            EventType.VIEW,
            "anna",
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "test",
            Map.of()));
  }
}
