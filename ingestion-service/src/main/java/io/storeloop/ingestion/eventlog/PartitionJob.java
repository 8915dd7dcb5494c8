package io.storeloop.ingestion.eventlog;

import java.time.Clock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/** Prepares the event log for the months to come: when the service starts, and every day. */
final class PartitionJob {
  private final JdbcEventPartitions partitions;
  private final Clock clock;

  PartitionJob(JdbcEventPartitions partitions, Clock clock) {
    this.partitions = partitions;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Scheduled(cron = "0 17 3 * * *", zone = "UTC")
  void prepare() {
    partitions.ensureAhead(clock.instant());
  }
}
