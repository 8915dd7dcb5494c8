package io.storeloop.ingestion.quarantine;

import io.storeloop.common.schema.ServiceDatabase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QuarantineConfiguration {
  @Bean
  JdbcQuarantine ingestionQuarantine(@Qualifier("ingestionDatabase") ServiceDatabase database) {
    return new JdbcQuarantine(database);
  }
}
