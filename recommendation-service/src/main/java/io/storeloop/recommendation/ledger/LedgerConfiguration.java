package io.storeloop.recommendation.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {
  /** Without the bounds of what comes over the wire: PostgreSQL writes 1e300 with all its zeros. */
  static JsonMapper json() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .changeDefaultPropertyInclusion(
            usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
        .build();
  }

  @Bean
  JdbcLedger recommendationLedgerTable(
      @Qualifier("recommendationDatabase") ServiceDatabase database) {
    return new JdbcLedger(database, json());
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
