package io.storeloop.algorithms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionSearchTest {
  private static final int ITEMS = 60;
  private static final SessionSearchLimits SMALL =
      new SessionSearchLimits(0.2, 5, 300, 1_000_000_000, Duration.ofHours(1), 1);

  @Test
  void learnsThatAShopNeverWantsTheSameThingAgain() throws InterruptedException {
    Sessions sessions = walks(400, false, new SplittableRandom(1));

    SessionChoice choice = SessionSearch.search(sessions, SMALL, () -> 0);

    assertThat(choice.options().currentWeight()).isLessThan(0.5);
    assertThat(choice.hitRate()).isGreaterThan(0.9);
  }

  @Test
  void learnsThatAShopLooksAtTheSameThingTwice() throws InterruptedException {
    Sessions sessions = walks(400, true, new SplittableRandom(2));

    SessionChoice choice = SessionSearch.search(sessions, SMALL, () -> 0);

    assertThat(choice.options().currentWeight()).isGreaterThan(0);
    assertThat(choice.hitRate()).isGreaterThan(0.9);
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws InterruptedException {
    Sessions sessions = walks(200, true, new SplittableRandom(3));
    var threads = new SessionSearchLimits(0.2, 5, 300, 1_000_000_000, Duration.ofHours(1), 3);

    SessionChoice alone = SessionSearch.search(sessions, SMALL, () -> 0);
    SessionChoice together = SessionSearch.search(sessions, threads, () -> 0);

    assertThat(together.settings()).isEqualTo(alone.settings());
    assertThat(together.tried()).isEqualTo(alone.tried());
    assertThat(together.reciprocalRank()).isEqualTo(alone.reciprocalRank());
  }

  @Test
  void stopsWhenTheBudgetIsUsedUpAndKeepsTheBestSoFar() throws InterruptedException {
    Sessions sessions = walks(200, false, new SplittableRandom(4));
    var now = new AtomicLong();
    var limits = new SessionSearchLimits(0.2, 5, 300, 1_000_000_000, Duration.ofSeconds(10), 1);

    SessionChoice choice =
        SessionSearch.search(sessions, limits, () -> now.getAndAdd(1_000_000_000));

    assertThat(choice.tried()).isBetween(1, 10);
    assertThat(choice.hitRate()).isGreaterThan(0);
  }

  @Test
  void tooFewSessionsToJudgeByGetTheStart() throws InterruptedException {
    Sessions sessions = Sessions.builder(3).add(0, 1).add(1, 2).build();

    SessionChoice choice = SessionSearch.search(sessions, SMALL, () -> 0);

    assertThat(choice.tried()).isZero();
    assertThat(choice.options()).isEqualTo(SessionOptions.seasonal());
    assertThat(choice.scorer().itemCount()).isEqualTo(3);
  }

  @Test
  void refusesLimitsThatLimitNothing() {
    assertThatThrownBy(() -> new SessionSearchLimits(0.6, 5, 1, 1, Duration.ZERO, 1))
        .hasMessageStartingWith("validationShare must be");
    assertThatThrownBy(() -> new SessionSearchLimits(0.1, 0, 1, 1, Duration.ZERO, 1))
        .hasMessageContaining("cutoff, maxQuestions, maxWork and threads must be 1 or more");
  }

  /**
   * Visits that walk up the shelf in steps of one or two, with every item looked at twice or not.
   */
  private static Sessions walks(int count, boolean twice, SplittableRandom random) {
    var builder = Sessions.builder(ITEMS);
    for (int visit = 0; visit < count; visit++) {
      int[] items = new int[6];
      int item = random.nextInt(ITEMS);
      for (int place = 0; place < items.length; place++) {
        items[place] = item;
        boolean moves = !twice || place % 2 == 1;
        item = moves ? (item + 1 + random.nextInt(2)) % ITEMS : item;
      }
      builder.add(items);
    }
    return builder.build();
  }
}
