package io.storeloop.ingestion.erasure;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ErasureFollower;
import io.storeloop.common.schema.ErasureProperties;
import io.storeloop.common.schema.ErasureReceipts;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.ingestion.identity.JdbcShopperIds;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {
  @Bean
  KeyedHash ingestionErasureHash(ErasureKeyProperties properties) {
    return new KeyedHash(properties.key().isEmpty() ? "no key" : properties.key());
  }

  /**
   * The tombstones, read once before the first event can come.
   *
   * @throws IllegalStateException if erasures were noted under another key: their late events would
   *     not be recognised
   */
  @Bean
  JdbcErasures ingestionErasures(
      @Qualifier("ingestionDatabase") ServiceDatabase database, KeyedHash hash, JsonMapper json) {
    JdbcErasures erasures = new JdbcErasures(database, hash, json);
    if (erasures.otherKeyUsed()) {
      throw new IllegalStateException(
          "storeloop.ingestion.erasure.key is not the key under which earlier erasures were noted");
    }
    return erasures;
  }

  @Bean
  Tombstones ingestionTombstones(KeyedHash hash) {
    return new Tombstones(hash);
  }

  @Bean
  TombstoneJob ingestionTombstoneJob(JdbcErasures erasures, Tombstones tombstones) {
    TombstoneJob job = new TombstoneJob(erasures, tombstones);
    job.refresh();
    return job;
  }

  @Bean
  ErasureJob ingestionErasureJob(
      @Qualifier("ingestionDatabase") ServiceDatabase database,
      JdbcErasures erasures,
      JdbcShopperIds shopperIds,
      TombstoneJob tombstones,
      ErasureKeyProperties properties,
      JsonMapper json,
      Clock clock) {
    return new ErasureJob(
        database,
        erasures,
        shopperIds,
        new ErasureReceipts(database, ServiceRole.INGESTION, json),
        tombstones,
        properties.settle(),
        properties.linger(),
        clock);
  }

  @Bean
  ReturnedJob ingestionReturnedJob(JdbcErasures erasures, TombstoneJob tombstones, Clock clock) {
    return new ReturnedJob(erasures, tombstones, clock);
  }

  /** The log is clean before an owner is asked; what is left to do here is the disk. */
  @Bean
  ErasureFollower ingestionErasureFollower(
      @Qualifier("ingestionDatabase") ServiceDatabase database,
      ErasureProperties properties,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    return new ErasureFollower(
        database,
        ServiceRole.INGESTION,
        shopper -> Map.of(),
        JdbcOwnData.TABLES,
        properties,
        json,
        clock,
        meters);
  }
}
