package io.storeloop.ingestion.gorse;

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
class GorseConfiguration {
  @Bean
  WritePaths ingestionGorsePaths() {
    return new WritePaths(Set.of(GorseController.PATH));
  }

  @Bean
  Replayer ingestionGorseReplays(JdbcEventStore store, JdbcQuarantine quarantine, Clock clock) {
    return new Replays(
        GorseController.SOURCE::equals,
        new TranslatedRecords(FeedbackTranslation::translated)::submission,
        store,
        quarantine,
        clock);
  }
}
