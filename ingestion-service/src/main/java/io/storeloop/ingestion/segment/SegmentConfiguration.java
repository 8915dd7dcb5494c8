package io.storeloop.ingestion.segment;

import io.storeloop.common.edge.WritePaths;
import io.storeloop.ingestion.eventlog.JdbcEventStore;
import io.storeloop.ingestion.intake.Replays;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import io.storeloop.ingestion.quarantine.Replayer;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SegmentConfiguration {
  @Bean
  WritePaths ingestionSegmentPaths() {
    return new WritePaths(
        Set.of(
            "/v1/track",
            "/v1/identify",
            "/v1/page",
            "/v1/screen",
            "/v1/group",
            "/v1/alias",
            "/v1/batch",
            "/v1/import"));
  }

  @Bean
  Replayer ingestionSegmentReplays(JdbcEventStore store, JdbcQuarantine quarantine, Clock clock) {
    return new Replays(
        SegmentController.SOURCE::equals, new SegmentRecords()::again, store, quarantine, clock);
  }
}
