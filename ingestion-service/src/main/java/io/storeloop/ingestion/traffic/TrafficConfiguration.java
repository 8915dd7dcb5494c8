package io.storeloop.ingestion.traffic;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrafficConfiguration {
  @Bean
  Visitors ingestionVisitors(TrafficProperties properties) {
    return new Visitors(properties);
  }

  @Bean
  HttpCallers ingestionHttpCallers() {
    return new HttpCallers();
  }
}
