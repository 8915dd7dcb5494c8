package io.storeloop.ingestion.intake;

import io.storeloop.common.edge.WritePaths;
import io.storeloop.ingestion.eventlog.GroupCommit;
import io.storeloop.ingestion.eventlog.JdbcEventStore;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import io.storeloop.ingestion.quarantine.Replayer;
import io.storeloop.ingestion.traffic.HttpCallers;
import io.storeloop.ingestion.traffic.Visitors;
import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
  @Bean
  WritePaths ingestionEventPaths() {
    return new WritePaths(Set.of("/v1/events"));
  }

  @Bean
  Intake ingestionIntake(
      GroupCommit store,
      Markings markings,
      IntakeProperties properties,
      @Qualifier("ingestionRandom") RandomGenerator random,
      Clock clock) {
    return new Intake(
        store,
        new IntakeGate(properties.maxCalls(), properties.maxRecords(), random),
        markings,
        properties,
        clock);
  }

  @Bean
  Markings ingestionMarkings(Visitors visitors, HttpCallers callers) {
    return new Markings(visitors, callers);
  }

  /** Our own events, and the files that hold them. */
  @Bean
  Replayer ingestionEventReplays(JdbcEventStore store, JdbcQuarantine quarantine, Clock clock) {
    return new Replays(
        Set.of("events", "import:storeloop")::contains,
        new JudgedRecords()::submission,
        store,
        quarantine,
        clock);
  }
}
