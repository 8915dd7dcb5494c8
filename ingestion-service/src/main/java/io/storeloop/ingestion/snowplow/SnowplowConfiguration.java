package io.storeloop.ingestion.snowplow;

import io.storeloop.common.edge.WritePaths;
import io.storeloop.ingestion.eventlog.JdbcEventStore;
import io.storeloop.ingestion.intake.Replays;
import io.storeloop.ingestion.intake.TranslatedRecords;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import io.storeloop.ingestion.quarantine.Replayer;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SnowplowConfiguration {
  @Bean
  WritePaths ingestionSnowplowPaths() {
    return new WritePaths(Set.of(SnowplowController.PATH));
  }

  @Bean
  Replayer ingestionSnowplowReplays(JdbcEventStore store, JdbcQuarantine quarantine, Clock clock) {
    return new Replays(
        SnowplowController.SOURCE::equals,
        new TranslatedRecords(SnowplowTranslation::translated)::submission,
        store,
        quarantine,
        clock);
  }
}
