package io.storeloop.ingestion.erasure;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Finds erased users who are back because a backup was restored, and erases them again: when the
 * service starts, and every night. Costs one hash per known user, and nothing as long as nobody was
 * erased.
 */
final class ReturnedJob {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnedJob.class);
  private static final int PAGE = 10_000;

  private final JdbcErasures erasures;
  private final TombstoneJob tombstones;
  private final Clock clock;

  ReturnedJob(JdbcErasures erasures, TombstoneJob tombstones, Clock clock) {
    this.erasures = erasures;
    this.tombstones = tombstones;
    this.clock = clock;
  }

  /** Beside the start: many users keep nobody waiting. */
  @EventListener(ApplicationReadyEvent.class)
  void atStart() {
    Thread.ofVirtual().name("returned").start(this::look);
  }

  @Scheduled(cron = "0 7 4 * * *", zone = "UTC")
  void look() {
    try {
      tombstones.refresh();
      if (!tombstones.any()) {
        return;
      }
      String after = "";
      List<String> users = erasures.knownUsers(after, PAGE);
      while (!users.isEmpty()) {
        users.stream().filter(tombstones::ofUser).forEach(this::eraseAgain);
        after = users.getLast();
        users = erasures.knownUsers(after, PAGE);
      }
    } catch (DataAccessException away) {
      LOG.warn(
          "whether erased users are back could not be looked up, trying again: {}",
          away.toString());
    }
  }

  private void eraseAgain(String userId) {
    if (erasures.reopen(userId, clock.instant())) {
      LOG.warn("an erased user is back, as after the restore of a backup, and is erased again");
    }
  }
}
