package io.storeloop.campaign.decision;

import static io.storeloop.campaign.CampaignFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.campaign.audience.Shopper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.databind.node.JsonNodeFactory;

class LedgerGroupsTest {
  private static final DecisionProperties TWO_WRITERS =
      new DecisionProperties(Duration.ZERO, 2, 10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The first writes take until a full group waits behind them, however fast the machine is. */
  private static LedgerGroups groups(Consumer<List<Decision>> rows) {
    AtomicReference<LedgerGroups> own = new AtomicReference<>();
    AtomicBoolean full = new AtomicBoolean();
    LedgerGroups groups =
        new LedgerGroups(
            group -> {
              awaitFullGroup(own.get(), full);
              rows.accept(group);
            },
            TWO_WRITERS,
            new SimpleMeterRegistry());
    own.set(groups);
    return groups;
  }

  private static void awaitFullGroup(LedgerGroups groups, AtomicBoolean full) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!full.get()) {
      full.compareAndSet(false, groups.waiting() >= TWO_WRITERS.ledgerGroup());
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no full group waits: " + groups.waiting());
      }
      LockSupport.parkNanos(100_000);
    }
  }

  private static Decision decision(int number) {
    return new Decision(
        new UUID(1, number),
        NOON,
        new Shopper("shopper-" + number, null),
        "home",
        new Selection(new Choice.Nothing(), List.of(), Map.of(), List.of(), null),
        null,
        null,
        NOON,
        JsonNodeFactory.instance.objectNode(),
        new Basis(0, 0, null, null, null, false, null, Set.of(), Map.of()));
  }

  /** Adds so many at once; the failures by number. */
  private static Map<Integer, Throwable> addTogether(LedgerGroups groups, int count)
      throws InterruptedException {
    Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Decision decision = decision(i);
        calls.add(threads.submit(() -> groups.add(decision)));
      }
      for (int i = 0; i < count; i++) {
        try {
          calls.get(i).get();
        } catch (ExecutionException failure) {
          failures.put(i, failure.getCause());
        }
      }
    }
    return failures;
  }

  @Test
  void everybodyReturnsAfterTheirOwnRowIsWrittenOnce() throws InterruptedException {
    List<UUID> written = Collections.synchronizedList(new ArrayList<>());
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    LedgerGroups groups =
        groups(rows -> {
          sizes.add(rows.size());
          rows.forEach(row -> written.add(row.id()));
        });

    assertThat(addTogether(groups, 500)).isEmpty();

    assertThat(written).hasSize(500).doesNotHaveDuplicates();
    assertThat(sizes).allMatch(size -> size <= 10).contains(10);
    assertThat(groups.waiting()).isZero();
  }

  @Test
  void aRowThatTheDatabaseRefusesFailsAlone() throws InterruptedException {
    LedgerGroups groups =
        groups(rows -> {
          if (rows.stream().anyMatch(row -> row.id().equals(new UUID(1, 7)))) {
            throw new DataIntegrityViolationException("no");
          }
        });

    assertThat(addTogether(groups, 100)).containsOnlyKeys(7);
  }

  @Test
  void aDatabaseThatIsAwayFailsAllAndTheNextAreWritten() throws InterruptedException {
    CountDownLatch back = new CountDownLatch(1);
    LedgerGroups groups =
        groups(rows -> {
          if (back.getCount() > 0) {
            throw new DataAccessResourceFailureException("away");
          }
        });

    assertThat(addTogether(groups, 40)).hasSize(40);
    assertThatThrownBy(() -> groups.add(decision(1)))
        .isInstanceOf(DataAccessResourceFailureException.class);
    back.countDown();
    assertThat(addTogether(groups, 40)).isEmpty();
  }
}
