package io.storeloop.ingestion.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.quality.JdbcQuality;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventlogConfiguration {
  @Bean
  JdbcEventPartitions ingestionEventPartitions(
      @Qualifier("ingestionDatabase") ServiceDatabase database) {
    return new JdbcEventPartitions(database);
  }

  @Bean
  PartitionJob ingestionPartitionJob(JdbcEventPartitions partitions, Clock clock) {
    return new PartitionJob(partitions, clock);
  }

  @Bean
  JdbcEventStore ingestionEventStore(
      @Qualifier("ingestionDatabase") ServiceDatabase database,
      JdbcEventPartitions partitions,
      JdbcQuality quality,
      JdbcQuarantine quarantine,
      Sieve sieve,
      @Qualifier("ingestionRandom") RandomGenerator random,
      MeterRegistry meters) {
    return new JdbcEventStore(database, partitions, quality, quarantine, sieve, random, meters);
  }

  @Bean
  GroupCommit ingestionGroupCommit(
      JdbcEventStore store, GroupProperties properties, MeterRegistry meters) {
    return new GroupCommit(store, properties, meters);
  }
}
