package io.storeloop.ingestion.imports;

import io.storeloop.common.edge.BodyLimit;
import io.storeloop.common.ids.Uuids;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.catalogue.JdbcItems;
import io.storeloop.ingestion.eventlog.JdbcEventStore;
import io.storeloop.ingestion.intake.Markings;
import io.storeloop.ingestion.quality.JdbcQuality;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ImportsConfiguration {
  /** Packed files are spooled as they come and unpacked when they are read. */
  @Bean
  BodyLimit ingestionImportLimit(ImportProperties properties) {
    return new BodyLimit("/v1/imports", properties.maxFileSize().toBytes(), false);
  }

  @Bean
  Spool ingestionSpool(
      ImportProperties properties,
      Clock clock,
      @Qualifier("ingestionRandom") RandomGenerator random) {
    return Spool.open(
        properties.directory(),
        properties.minFreeSpace().toBytes(),
        Uuids.v7(clock.instant(), random));
  }

  @Bean
  JdbcImportTasks ingestionImportTasks(
      @Qualifier("ingestionDatabase") ServiceDatabase database, ImportProperties properties) {
    return new JdbcImportTasks(database, properties.lease());
  }

  @Bean
  ImportRun ingestionImportRun(
      @Qualifier("ingestionDatabase") ServiceDatabase database,
      JdbcImportTasks tasks,
      JdbcEventStore store,
      JdbcItems items,
      JdbcQuality quality,
      JdbcQuarantine quarantine,
      Spool spool,
      Markings markings,
      ImportProperties properties,
      Clock clock) {
    return new ImportRun(
        tasks,
        new EventRows(store, items, markings),
        new ItemRows(database, items, quality, quarantine),
        spool,
        new BatchReaders(properties.batchRows(), clock),
        properties);
  }

  @Bean
  HttpProgressStreams ingestionProgressStreams(
      JdbcImportTasks tasks, ImportProperties properties, JsonMapper json) {
    return new HttpProgressStreams(tasks, properties, json);
  }

  @Bean
  ImportJob ingestionImportJob(
      JdbcImportTasks tasks,
      ImportRun run,
      Spool spool,
      ImportProperties properties,
      Clock clock,
      @Qualifier("ingestionRandom") RandomGenerator random) {
    return new ImportJob(tasks, run, spool, properties, clock, Uuids.v7(clock.instant(), random));
  }
}
