package io.storeloop.ingestion.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {
  @Bean
  JdbcRetention ingestionRetention(@Qualifier("ingestionDatabase") ServiceDatabase database) {
    return new JdbcRetention(database);
  }

  @Bean
  RetentionJob ingestionRetentionJob(
      JdbcRetention retention, RetentionProperties properties, Clock clock, MeterRegistry meters) {
    return new RetentionJob(retention, properties, clock, meters);
  }
}
