package io.storeloop.reliability;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An at-least-once client: repeats what is in doubt unchanged until it is acknowledged, and now and
 * then what has been acknowledged.
 */
final class Sender implements Runnable {
  /** One acknowledged batch in so many is sent again at once. */
  private static final int REPLAYED_EVERY = 10;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final Ledger ledger;
  private final Door door;
  private final Deadline deadline;
  private final RandomGenerator random;

  Sender(Ledger ledger, Door door, Deadline deadline, RandomGenerator random) {
    this.ledger = ledger;
    this.door = door;
    this.deadline = deadline;
    this.random = random;
  }

  @Override
  public void run() {
    for (Optional<Batch> batch = ledger.next();
        batch.isPresent() && !deadline.isOver();
        batch = ledger.next()) {
      send(batch.get());
    }
  }

  private void send(Batch batch) {
    boolean acknowledged = deliver(batch, false);
    if (acknowledged && random.nextInt(REPLAYED_EVERY) == 0) {
      replay(batch);
    }
  }

  /** Sends again what has been acknowledged. */
  void replay(Batch batch) {
    deliver(batch, true);
  }

  private boolean deliver(Batch batch, boolean replay) {
    String body = batch.body();
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; !deadline.isOver(); attempt++) {
      switch (door.post(body)) {
        case Answer.Acknowledged answer -> {
          if (replay) {
            ledger.acknowledgeReplay(batch, answer);
          } else {
            ledger.acknowledge(batch, answer, attempt == 1);
          }
          return true;
        }
        case Answer.InDoubt ignored -> {
          ledger.inDoubt(batch);
          deadline.pause(pause);
          Duration longer = pause.multipliedBy(2);
          pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
        case Answer.Unexpected answer -> {
          ledger.complain("%s was answered %s".formatted(batch, answer));
          return false;
        }
      }
    }
    return false;
  }
}
