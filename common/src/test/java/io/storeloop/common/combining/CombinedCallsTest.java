package io.storeloop.common.combining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CombinedCallsTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private List<Future<Integer>> ask(CombinedCalls<Integer, Integer> calls, int from, int to) {
    List<Future<Integer>> asked = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int question = i;
      asked.add(threads.submit(() -> calls.call(question)));
    }
    return asked;
  }

  private static void await(CombinedCalls<?, ?> calls, int waiting) {
    while (calls.waiting() != waiting) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatComesWhileAllWorkersAreBusyGoesTogetherAndEveryoneGetsTheirOwnAnswer() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
    CombinedCalls<Integer, Integer> calls =
        new CombinedCalls<>(
            "test",
            group -> {
              groups.add(group);
              await(go);
              return group.stream().map(question -> question * 10).toList();
            },
            1,
            8);

    List<Future<Integer>> asked = ask(calls, 0, 1);
    while (groups.isEmpty()) {
      Thread.onSpinWait();
    }
    asked.addAll(ask(calls, 1, 13));
    await(calls, 12);
    go.countDown();

    for (int i = 0; i < asked.size(); i++) {
      assertThat(asked.get(i).get()).isEqualTo(i * 10);
    }
    assertThat(groups).extracting(List::size).containsExactly(1, 8, 4);
    assertThat(groups.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(13);
  }

  @Test
  void thereAreNeverMoreWorkersThanAllowedAndNoQuestionIsLost() throws Exception {
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CombinedCalls<Integer, Integer> calls =
        new CombinedCalls<>(
            "test",
            group -> {
              most.accumulateAndGet(busy.incrementAndGet(), Math::max);
              Thread.yield();
              busy.decrementAndGet();
              return group;
            },
            3,
            5);

    for (int round = 0; round < 20; round++) {
      List<Future<Integer>> asked = ask(calls, 0, 100);
      for (int i = 0; i < asked.size(); i++) {
        assertThat(asked.get(i).get()).isEqualTo(i);
      }
    }

    assertThat(most).hasValueBetween(1, 3);
    assertThat(calls.waiting()).isZero();
  }

  @Test
  void whoHasNoTimeLeftGoesAndIsNotWorkedFor() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Integer> worked = Collections.synchronizedList(new ArrayList<>());
    CombinedCalls<Integer, Integer> calls =
        new CombinedCalls<>(
            "test",
            group -> {
              worked.addAll(group);
              await(go);
              return group;
            },
            1,
            8);
    Future<Integer> first = ask(calls, 0, 1).getFirst();
    while (worked.isEmpty()) {
      Thread.onSpinWait();
    }

    long soon = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
    assertThatThrownBy(() -> calls.call(1, soon)).isInstanceOf(TimeoutException.class);
    go.countDown();

    assertThat(first.get()).isZero();
    assertThat(calls.call(2)).isEqualTo(2);
    assertThat(worked).containsExactly(0, 2);
  }

  @Test
  void whatTheWorkThrowsAllOfTheGroupGetAndTheNextAreAnswered() throws Exception {
    CombinedCalls<Integer, Integer> calls =
        new CombinedCalls<>(
            "test",
            group -> {
              if (group.contains(-1)) {
                throw new UnsupportedOperationException("no");
              }
              return group;
            },
            1,
            8);

    assertThatThrownBy(() -> calls.call(-1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> threads.submit(() -> calls.call(-1)).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UnsupportedOperationException.class);
    assertThat(calls.call(3)).isEqualTo(3);
  }

  @Test
  void workThatForgetsAQuestionFailsInsteadOfLettingItWait() {
    CombinedCalls<Integer, Integer> calls = new CombinedCalls<>("test", group -> List.of(), 1, 8);

    assertThatThrownBy(() -> calls.call(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new CombinedCalls<Integer, Integer>("test", group -> group, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CombinedCalls<Integer, Integer>("test", group -> group, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
