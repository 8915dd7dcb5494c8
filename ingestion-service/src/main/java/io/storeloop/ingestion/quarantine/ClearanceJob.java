package io.storeloop.ingestion.quarantine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Clears the quarantine every night. */
final class ClearanceJob {
  private static final Logger LOG = LoggerFactory.getLogger(ClearanceJob.class);

  private final QuarantineClearance clearance;

  ClearanceJob(QuarantineClearance clearance) {
    this.clearance = clearance;
  }

  @Scheduled(cron = "0 37 3 * * *", zone = "UTC")
  void clear() {
    long removed = clearance.clear();
    if (removed > 0) {
      LOG.info("removed {} records from the quarantine", removed);
    }
  }
}
