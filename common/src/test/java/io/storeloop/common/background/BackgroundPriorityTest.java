package io.storeloop.common.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class BackgroundPriorityTest {
  /** The field of proc_pid_stat(5) behind the name in brackets. */
  private static final int NICE = 19 - 3;

  private static final Executor NEW_THREAD = work -> Thread.ofPlatform().start(work);

  private static int niceness() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private record Seen(boolean taken, int own, int ofThreadItStarts) {}

  @Test
  void lowersTheThreadAndThoseItStartsAndNobodyElse() {
    int before = niceness();

    Seen seen =
        CompletableFuture.supplyAsync(
                () ->
                    new Seen(
                        BackgroundPriority.take(),
                        niceness(),
                        CompletableFuture.supplyAsync(BackgroundPriorityTest::niceness, NEW_THREAD)
                            .join()),
                NEW_THREAD)
            .join();

    int lowered = Math.max(before, BackgroundPriority.NICENESS);
    assertThat(seen).isEqualTo(new Seen(true, lowered, lowered));
    assertThat(niceness()).isEqualTo(before);
  }

  @Test
  void carriersOfVirtualThreadsKeepTheirPriority() {
    int before = niceness();

    List<Integer> carriers =
        CompletableFuture.supplyAsync(
                () -> {
                  BackgroundPriority.take();
                  return IntStream.range(0, 200)
                      .mapToObj(i ->
                          CompletableFuture.supplyAsync(
                              BackgroundPriorityTest::niceness,
                              work -> Thread.ofVirtual().start(work)))
                      .toList()
                      .stream()
                      .map(CompletableFuture::join)
                      .toList();
                },
                NEW_THREAD)
            .join();

    assertThat(carriers).containsOnly(before);
  }

  @Test
  void refusesVirtualThreads() {
    assertThatThrownBy(() ->
            CompletableFuture.runAsync(
                    BackgroundPriority::take, work -> Thread.ofVirtual().start(work))
                .join())
        .hasCauseInstanceOf(IllegalStateException.class);
  }
}
