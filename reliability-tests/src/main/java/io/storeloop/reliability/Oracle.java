package io.storeloop.reliability;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends, kills, sends again, and counts.
 *
 * <p>Several senders post batches and repeat what is in doubt; meanwhile service and PostgreSQL are
 * killed in turn. At the end every acknowledged event must be in the log exactly once and nothing
 * there that was not sent, whatever the kills interrupted.
 */
final class Oracle {
  private static final int SENDERS = 4;
  private static final int BATCH = 50;

  private final OracleSettings settings;

  Oracle(OracleSettings settings) {
    this.settings = settings;
  }

  /** One run on a fresh database below the folder. */
  Findings run(Path folder) throws SQLException {
    try (Rig rig = Rig.start(folder, settings.sabotage().databaseSettings())) {
      settings.sabotage().inflict(rig.database());
      Door service = new Door(rig.port(), Rig.WRITE_KEY);
      if (settings.sabotage() != Sabotage.ANSWER_BEFORE_COMMIT) {
        return run(rig, service, () -> {}, () -> {});
      }
      try (EarlyAnswers early = EarlyAnswers.before(service)) {
        return run(rig, new Door(early.port(), Rig.WRITE_KEY), early::forget, early::settle);
      }
    }
  }

  private Findings run(Rig rig, Door door, Runnable afterServiceKill, Runnable beforeCounting)
      throws SQLException {
    SplittableRandom random = new SplittableRandom(settings.seed());
    Deadline deadline = Deadline.in(settings.limit());
    Ledger ledger = new Ledger("oracle-%d-".formatted(settings.seed()), settings.events(), BATCH);
    Killer killer =
        new Killer(
            rig,
            settings.sabotage().victims(settings.kills()),
            settings.events(),
            ledger,
            new Sender(ledger, door, deadline, random.split()),
            deadline,
            random.split(),
            afterServiceKill);
    List<Runnable> actors = new ArrayList<>();
    actors.add(killer);
    for (int i = 0; i < SENDERS; i++) {
      actors.add(new Sender(ledger, door, deadline, random.split()));
    }
    runTogether(actors);
    beforeCounting.run();
    return Reconciliation.of(ledger, killer, rig.database());
  }

  private static void runTogether(List<Runnable> actors) {
    try (ExecutorService threads = Executors.newFixedThreadPool(actors.size())) {
      List<Future<?>> running = new ArrayList<>();
      actors.forEach(actor -> running.add(threads.submit(actor)));
      for (Future<?> actor : running) {
        actor.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the run could not go on", e.getCause());
    }
  }
}
