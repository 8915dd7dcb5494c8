package io.storeloop.ingestion.ga4;

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
class Ga4Configuration {
  @Bean
  WritePaths ingestionGa4Paths() {
    return new WritePaths(Set.of(Ga4Controller.PATH));
  }

  @Bean
  Replayer ingestionGa4Replays(JdbcEventStore store, JdbcQuarantine quarantine, Clock clock) {
    return new Replays(
        Ga4Controller.SOURCE::equals,
        new TranslatedRecords(Ga4Translation::translated)::submission,
        store,
        quarantine,
        clock);
  }
}
