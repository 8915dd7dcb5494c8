package io.storeloop.launcher.suite;

import io.storeloop.launcher.console.Console;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be undone when the process ends, last started first. Thread-safe. */
final class Shutdown implements Runnable {
  private record Step(String said, Runnable undo) {}

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Console console;
  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean stopping;

  Shutdown(Console console) {
    this.console = console;
  }

  /** Undone before everything that was given earlier; {@code said} is printed afterwards. */
  void then(String said, Runnable undo) {
    synchronized (steps) {
      if (!stopping) {
        steps.push(new Step(said, undo));
        return;
      }
    }
    undo.run();
  }

  /** Whether the end has begun: failures are expected from now on. */
  boolean isStopping() {
    synchronized (steps) {
      return stopping;
    }
  }

  @Override
  public void run() {
    synchronized (steps) {
      stopping = true;
      if (steps.isEmpty()) {
        return;
      }
    }
    console.line("Storeloop stops");
    for (Step step = next(); step != null; step = next()) {
      try {
        step.undo().run();
        if (!step.said().isEmpty()) {
          console.line(step.said());
        }
      } catch (RuntimeException e) {
        LOG.error("a part did not stop in order", e);
        console.line("  a part did not stop in order: " + e.getMessage());
      }
    }
  }

  private @org.jspecify.annotations.Nullable Step next() {
    synchronized (steps) {
      return steps.poll();
    }
  }
}
