package io.storeloop.ingestion.personalize;

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
class PersonalizeConfiguration {
  @Bean
  WritePaths ingestionPersonalizePaths() {
    return new WritePaths(Set.of(PersonalizeController.PATH));
  }

  @Bean
  Replayer ingestionPersonalizeReplays(
      JdbcEventStore store, JdbcQuarantine quarantine, Clock clock) {
    return new Replays(
        PersonalizeController.SOURCE::equals,
        new TranslatedRecords(PersonalizeTranslation::translated)::submission,
        store,
        quarantine,
        clock);
  }
}
