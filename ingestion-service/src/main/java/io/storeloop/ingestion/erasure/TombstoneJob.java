package io.storeloop.ingestion.erasure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Keeps the tombstones in memory in step with the table, which other processes write too. */
final class TombstoneJob {
  private static final Logger LOG = LoggerFactory.getLogger(TombstoneJob.class);

  private final JdbcErasures erasures;
  private final Tombstones tombstones;
  private String revision = "";

  TombstoneJob(JdbcErasures erasures, Tombstones tombstones) {
    this.erasures = erasures;
    this.tombstones = tombstones;
  }

  /** Reads the hashes if there may be new ones. */
  synchronized void refresh() {
    String now = erasures.tombstoneRevision();
    if (!now.equals(revision)) {
      tombstones.replace(erasures.tombstones());
      revision = now;
    }
  }

  /** Whether anybody was erased. */
  boolean any() {
    return tombstones.size() > 0;
  }

  /** Whether that user was erased. */
  boolean ofUser(String userId) {
    return tombstones.ofUser(userId);
  }

  /** At a fixed rate, which gets a thread of its own: nothing long may keep it from looking. */
  @Scheduled(fixedRateString = "${storeloop.ingestion.erasure.refresh:1s}")
  void tick() {
    try {
      refresh();
    } catch (DataAccessException away) {
      LOG.warn("the tombstones cannot be read, trying again: {}", away.toString());
    }
  }
}
