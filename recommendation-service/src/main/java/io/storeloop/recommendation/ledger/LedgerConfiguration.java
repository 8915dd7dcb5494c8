package io.storeloop.recommendation.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {
  @Bean
  JdbcLedger recommendationLedgerTable(
      @Qualifier("recommendationDatabase") ServiceDatabase database) {
    return new JdbcLedger(database);
  }

  @Bean
  Ledger recommendationLedger(JdbcLedger table, LedgerProperties properties, MeterRegistry meters) {
    return new Ledger(table, properties, meters);
  }

  @Bean
  LedgerJob recommendationLedgerWriter(
      Ledger ledger, JdbcLedger table, LedgerProperties properties, Clock clock) {
    return new LedgerJob(ledger, table, properties, clock);
  }
}
