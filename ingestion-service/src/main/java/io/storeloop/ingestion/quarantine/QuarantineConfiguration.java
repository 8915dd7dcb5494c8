package io.storeloop.ingestion.quarantine;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.quality.JdbcQuality;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QuarantineConfiguration {
  @Bean
  JdbcQuarantine ingestionQuarantine(@Qualifier("ingestionDatabase") ServiceDatabase database) {
    return new JdbcQuarantine(database);
  }

  @Bean
  Replaying ingestionReplaying(JdbcQuarantine quarantine, List<Replayer> replayers) {
    return new Replaying(quarantine, replayers);
  }

  @Bean
  QuarantineClearance ingestionQuarantineClearance(
      @Qualifier("ingestionDatabase") ServiceDatabase database,
      JdbcQuarantine quarantine,
      JdbcQuality quality,
      QuarantineProperties properties,
      Clock clock) {
    return new QuarantineClearance(database, quarantine, quality, properties, clock);
  }

  @Bean
  ClearanceJob ingestionClearanceJob(QuarantineClearance clearance) {
    return new ClearanceJob(clearance);
  }
}
