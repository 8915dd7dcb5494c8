package io.storeloop.ingestion.quality;

import io.storeloop.common.schema.ServiceDatabase;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QualityConfiguration {
  @Bean
  JdbcQuality ingestionQuality(
      @Qualifier("ingestionDatabase") ServiceDatabase database,
      @Qualifier("ingestionRandom") RandomGenerator random) {
    return new JdbcQuality(database, random);
  }
}
