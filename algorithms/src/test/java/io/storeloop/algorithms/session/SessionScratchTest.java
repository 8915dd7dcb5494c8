package io.storeloop.algorithms.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionScratchTest {
  private static final int CALLS = 2_000;

  /** Headers, two arrays of 20 and the object that holds them come to less than this. */
  private static final long ANSWER_BYTES = 400;

  @Test
  void aCallAllocatesNothingButItsAnswer() {
    var random = new SplittableRandom(7);
    var visits = SessionFixture.sessionsOf(SessionFixture.randomVisits(3_000, 200, 8, random), 200);
    var scorer = new SessionScorer(SessionIndex.of(visits), SessionOptions.vstan());
    var scratch = new SessionScratch();
    int[] query = SessionFixture.randomVisit(200, 8, random);
    ask(scorer, query, scratch);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    ask(scorer, query, scratch);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated / CALLS).isLessThan(ANSWER_BYTES);
  }

  @Test
  void servesOneIndexAfterAnotherAndGrowsWithThem() {
    var random = new SplittableRandom(8);
    var scratch = new SessionScratch();
    int[] query = {1, 2, 3};

    for (int size : new int[] {10, 5_000, 300}) {
      var visits =
          SessionFixture.sessionsOf(
              SessionFixture.randomVisits(size, 5 + size, 8, random), 5 + size);
      var scorer = new SessionScorer(SessionIndex.of(visits), SessionOptions.vstan());

      assertThat(scorer.top(query, 3, item -> false, 9, scratch).toArray())
          .isEqualTo(scorer.top(query, 3, item -> false, 9, new SessionScratch()).toArray());
    }
  }

  private static void ask(SessionScorer scorer, int[] query, SessionScratch scratch) {
    for (int call = 0; call < CALLS; call++) {
      RankedItems answer = scorer.top(query, query.length, item -> false, 20, scratch);
      if (answer.size() != 20) {
        throw new AssertionError("expected 20 items, but got " + answer.size());
      }
    }
  }
}
