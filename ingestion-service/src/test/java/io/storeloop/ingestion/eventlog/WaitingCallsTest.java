package io.storeloop.ingestion.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.quality.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingCallsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final WaitingCalls waiting = new WaitingCalls(10, 4, LONG);

  private static GroupedCall call(int records) {
    Submission submission =
        new Submission.Refused("m", Refusal.ofRecord("some_code", "why"), () -> "payload");
    return new GroupedCall(
        new Batch("test", Instant.EPOCH, Collections.nCopies(records, submission)));
  }

  @Test
  void whileNothingRunsACallDoesNotWaitForCompany() {
    GroupedCall only = call(1);
    waiting.add(only);

    List<GroupedCall> group = waiting.take();

    assertThat(group).containsExactly(only);
  }

  @Test
  void enoughRecordsAreWorthATransactionBesideARunningOne() {
    waiting.add(call(1));
    waiting.take();
    GroupedCall first = call(2);
    GroupedCall second = call(2);
    waiting.add(first);
    waiting.add(second);

    List<GroupedCall> group = waiting.take();

    assertThat(group).containsExactly(first, second);
  }

  @Test
  void fewerWaitOnlySoLong() {
    WaitingCalls hasty = new WaitingCalls(10, 4, Duration.ZERO);
    hasty.add(call(1));
    hasty.take();
    GroupedCall second = call(1);
    hasty.add(second);

    List<GroupedCall> group = hasty.take();

    assertThat(group).containsExactly(second);
  }

  @Test
  void theEndOfATransactionStartsTheNext() {
    waiting.add(call(1));
    waiting.take();
    GroupedCall second = call(1);
    waiting.add(second);
    waiting.done();

    List<GroupedCall> group = waiting.take();

    assertThat(group).containsExactly(second);
  }

  @Test
  void amongManyCallersTheEndOfATransactionIsNoReasonToHurry() {
    WaitingCalls crowded = new WaitingCalls(10, 4, Duration.ofMillis(1));
    for (int i = 0; i < 4; i++) {
      crowded.add(call(1));
    }
    long before = System.nanoTime();
    assertThat(crowded.take()).hasSize(4);
    crowded.done();
    crowded.add(call(1));

    List<GroupedCall> group = crowded.take();

    assertThat(group).hasSize(1);
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(1_000_000);
  }

  @Test
  void aGroupIsFullAtItsBound() {
    GroupedCall first = call(6);
    GroupedCall second = call(6);
    GroupedCall third = call(6);
    List.of(first, second, third).forEach(waiting::add);

    assertThat(waiting.take()).containsExactly(first, second);
    assertThat(waiting.take()).containsExactly(third);
  }

  @Test
  void aCallCanBeTakenBackUntilAGroupHasIt() {
    GroupedCall taken = call(1);
    GroupedCall left = call(1);
    waiting.add(taken);
    waiting.take();
    waiting.add(left);

    assertThat(waiting.remove(left)).isTrue();
    assertThat(waiting.remove(taken)).isFalse();
    assertThat(waiting.size()).isZero();
  }

  @Test
  void whatWaitsWhenItClosesIsHandedOutAndNothingElse() {
    GroupedCall early = call(1);
    waiting.add(early);

    waiting.close();

    assertThat(waiting.add(call(1))).isFalse();
    assertThat(waiting.take()).containsExactly(early);
    assertThat(waiting.take()).isEmpty();
  }
}
