package io.storeloop.ingestion.segment;

import io.storeloop.common.edge.KeyInBodyPaths;
import io.storeloop.common.edge.OpenPaths;
import io.storeloop.common.edge.WritePaths;
import io.storeloop.ingestion.eventlog.JdbcEventStore;
import io.storeloop.ingestion.intake.Replays;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import io.storeloop.ingestion.quarantine.Replayer;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SegmentConfiguration {
  private static final Set<String> PATHS =
      Set.of(
          "/v1/track",
          "/v1/identify",
          "/v1/page",
          "/v1/screen",
          "/v1/group",
          "/v1/alias",
          "/v1/batch",
          "/v1/import",
          "/v1/t",
          "/v1/i",
          "/v1/p",
          "/v1/s",
          "/v1/g",
          "/v1/a",
          "/v1/b");

  @Bean
  WritePaths ingestionSegmentPaths() {
    return new WritePaths(PATHS);
  }

  /** Analytics.js sends its key in the body and nowhere else. */
  @Bean
  KeyInBodyPaths ingestionSegmentKeyInBody() {
    return new KeyInBodyPaths(PATHS);
  }

  /** Analytics.js asks for its settings before it has sent anything, without a header. */
  @Bean
  OpenPaths ingestionSegmentSettingsPath() {
    return new OpenPaths(List.of("/v1/projects/"));
  }

  @Bean
  Replayer ingestionSegmentReplays(JdbcEventStore store, JdbcQuarantine quarantine, Clock clock) {
    return new Replays(
        SegmentController.SOURCE::equals, SegmentRecords::again, store, quarantine, clock);
  }
}
