package io.storeloop.algorithms.session;

import static io.storeloop.algorithms.session.SessionFixture.HAT;
import static io.storeloop.algorithms.session.SessionFixture.SCARF;
import static io.storeloop.algorithms.session.SessionFixture.SHOES;
import static io.storeloop.algorithms.session.SessionFixture.SOCKS;
import static io.storeloop.algorithms.session.SessionFixture.fourVisits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIndexWriterTest {
  private static final int ITEMS = 30;
  private static final SessionOptions OPTIONS =
      new SessionOptions(
          20,
          15,
          6,
          Decay.exponential(1.7),
          Decay.hyperbolic(5),
          Decay.exponential(4),
          Decay.exponential(3),
          0.8,
          0.5,
          3,
          0.5,
          0.9);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void afterAnyChangesTheIndexEqualsOneBuiltFromWhatIsLeft(long seed) {
    var random = new SplittableRandom(seed);
    int first = random.nextInt(600);
    List<int[]> visits = SessionFixture.randomVisits(first, ITEMS, 7, random);
    var writer =
        SessionIndexWriter.startingWith(SessionFixture.sessionsOf(visits, ITEMS), 100_000, 1_000);
    var left = new TreeMap<Integer, int[]>();
    for (int session = 0; session < first; session++) {
      left.put(session, visits.get(session));
    }

    for (int change = 0; change < 2_000; change++) {
      changeBoth(writer, left, random);
      if (change % 500 == 499) {
        assertSame(writer.snapshot(), left, random);
      }
    }
  }

  @Test
  void aSnapshotStaysAsItWas() {
    var writer = SessionIndexWriter.startingWith(fourVisits(), 1_000, 1_000);
    SessionIndex before = writer.snapshot();

    writer.append(new int[] {SHOES, HAT}, 2);
    writer.grow(3, SHOES);
    writer.remove(0);
    writer.expireBefore(2);

    assertThat(before.sessionCount()).isEqualTo(4);
    assertThat(before.itemsOf(0)).containsExactly(SHOES, SOCKS, HAT);
    assertThat(before.itemsOf(3)).containsExactly(SCARF, SessionFixture.GLOVES);
    assertThat(before.itemsOf(4)).isEmpty();
    assertThat(sessionsOf(before, SHOES)).containsExactly(0, 2);
  }

  @Test
  void theOldestSessionsGoWhenThereAreTooMany() {
    var writer = new SessionIndexWriter(3, 1_000, 10);

    for (int visit = 0; visit < 5_000; visit++) {
      writer.append(new int[] {visit % 3}, 1);
    }

    SessionIndex index = writer.snapshot();
    assertThat(index.sessionCount()).isBetween(700, 1_000);
    assertThat(index.itemsOf(4_999)).containsExactly(4_999 % 3);
    assertThat(index.itemsOf(3_999)).isEmpty();
    assertThat(Arrays.stream(sessionsOf(index, 0)).min().orElseThrow()).isGreaterThan(3_999);
  }

  @Test
  void aSessionTakesNoMoreClicksThanItMay() {
    var writer = new SessionIndexWriter(3, 10, 2);

    int session = writer.append(new int[] {SHOES, SOCKS, HAT}, 3);
    writer.grow(session, HAT);

    assertThat(writer.snapshot().itemsOf(session)).containsExactly(SHOES, SOCKS);
    assertThat(writer.snapshot().frequency(HAT)).isZero();
  }

  @Test
  void aSessionOpenedEmptyCountsFromItsFirstItem() {
    var writer = new SessionIndexWriter(0, 10, 10);
    int session = writer.append(new int[0], 0);
    assertThat(writer.snapshot().sessionCount()).isZero();

    writer.grow(session, 7);

    assertThat(writer.snapshot().sessionCount()).isEqualTo(1);
    assertThat(writer.snapshot().itemCount()).isEqualTo(8);
    assertThat(sessionsOf(writer.snapshot(), 7)).containsExactly(session);
  }

  @Test
  void forgettingTwiceOrTooLateChangesNothing() {
    var writer = SessionIndexWriter.startingWith(fourVisits(), 1_000, 1_000);
    writer.expireBefore(1);
    writer.remove(1);

    writer.remove(1);
    writer.remove(0);
    writer.grow(0, SHOES);

    assertThat(writer.snapshot().sessionCount()).isEqualTo(2);
    assertThat(sessionsOf(writer.snapshot(), SHOES)).containsExactly(2);
  }

  @Test
  void refusesUnknownSessionsAndBoundsThatBoundNothing() {
    var writer = SessionIndexWriter.startingWith(fourVisits(), 1_000, 1_000);

    assertThatThrownBy(() -> writer.grow(4, HAT)).hasMessageStartingWith("session must be between");
    assertThatThrownBy(() -> writer.remove(-1)).hasMessageStartingWith("session must be between");
    assertThatThrownBy(() -> new SessionIndexWriter(3, 0, 5))
        .hasMessageStartingWith("maxSessions must be between");
    assertThatThrownBy(() -> new SessionIndexWriter(3, 5, 0))
        .hasMessageContaining("maxSessionItems 1 or more");
  }

  private static void changeBoth(
      SessionIndexWriter writer, TreeMap<Integer, int[]> left, SplittableRandom random) {
    int kind = random.nextInt(100);
    if (kind < 45 || left.isEmpty()) {
      int[] visit = SessionFixture.randomVisit(ITEMS, 7, random);
      left.put(writer.append(visit, visit.length), visit);
      return;
    }
    int session = writer.endSession() - 1 - random.nextInt(Math.min(40, writer.endSession()));
    if (kind < 75 && left.containsKey(session)) {
      int item = SessionFixture.randomItem(ITEMS, random);
      writer.grow(session, item);
      int[] visit = Arrays.copyOf(left.get(session), left.get(session).length + 1);
      visit[visit.length - 1] = item;
      left.put(session, visit);
    } else if (kind < 99) {
      writer.remove(session);
      left.remove(session);
    } else {
      int bound = left.firstKey() + random.nextInt(60);
      writer.expireBefore(bound);
      left.headMap(bound).clear();
    }
  }

  private static void assertSame(
      SessionIndex changed, TreeMap<Integer, int[]> left, SplittableRandom random) {
    List<Integer> numbers = new ArrayList<>(left.keySet());
    SessionIndex built =
        SessionIndex.of(SessionFixture.sessionsOf(new ArrayList<>(left.values()), ITEMS));
    assertThat(changed.sessionCount()).isEqualTo(left.size());
    for (int item = 0; item < ITEMS; item++) {
      int[] renumbered = sessionsOf(changed, item);
      Arrays.setAll(renumbered, i -> numbers.indexOf(renumbered[i]));
      assertThat(renumbered).isEqualTo(sessionsOf(built, item));
    }
    for (int question = 0; question < 20; question++) {
      int[] query = SessionFixture.randomVisit(ITEMS, 9, random);
      assertThat(scores(changed, query)).isEqualTo(scores(built, query));
    }
  }

  private static double[] scores(SessionIndex index, int[] query) {
    double[] scores = new double[ITEMS];
    new SessionScorer(index, OPTIONS).score(query, query.length, scores);
    return scores;
  }

  private static int[] sessionsOf(SessionIndex index, int item) {
    int[] sessions = new int[index.frequency(item)];
    Arrays.setAll(sessions, place -> index.sessionOf(item, place));
    return sessions;
  }
}
