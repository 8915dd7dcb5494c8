package io.storeloop.reliability;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Kills one victim after the other while events are on their way, brings each back, and sends some
 * of what had been acknowledged once more.
 *
 * <p>Kills are spread over the events, not over time: a slow machine sees as many as a fast one.
 */
final class Killer implements Runnable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  /** So that the blow falls at any moment of a call. */
  private static final int LONGEST_AIM_MILLIS = 100;

  private static final double REPLAYED_SHARE = 0.01;
  private static final int MOST_REPLAYED = 20;

  private final Rig rig;
  private final List<Victim> victims;
  private final int events;
  private final Ledger ledger;
  private final Sender replays;
  private final Deadline deadline;
  private final RandomGenerator random;
  private final Runnable afterServiceKill;
  private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);

  Killer(
      Rig rig,
      List<Victim> victims,
      int events,
      Ledger ledger,
      Sender replays,
      Deadline deadline,
      RandomGenerator random,
      Runnable afterServiceKill) {
    this.rig = rig;
    this.victims = List.copyOf(victims);
    this.events = events;
    this.ledger = ledger;
    this.replays = replays;
    this.deadline = deadline;
    this.random = random;
    this.afterServiceKill = afterServiceKill;
  }

  @Override
  public void run() {
    for (int i = 0; i < victims.size(); i++) {
      long due = (i + 1L) * events / (victims.size() + 1);
      while (ledger.acknowledgedEvents() < due && !deadline.isOver()) {
        deadline.pause(LOOK_AGAIN);
      }
      if (deadline.isOver()) {
        return;
      }
      strike(victims.get(i));
      ledger.sample(REPLAYED_SHARE, MOST_REPLAYED, random).forEach(replays::replay);
    }
  }

  private void strike(Victim victim) {
    deadline.pause(Duration.ofMillis(1 + random.nextInt(LONGEST_AIM_MILLIS)));
    rig.kill(victim);
    if (victim == Victim.SERVICE) {
      afterServiceKill.run();
    }
    rig.restart(victim);
    kills.merge(victim, 1, Integer::sum);
  }

  /** To be read after the end of the run. */
  int kills(Victim victim) {
    return kills.getOrDefault(victim, 0);
  }
}
