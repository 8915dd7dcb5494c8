package io.storeloop.ingestion.intake;

import io.storeloop.common.edge.WritePaths;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
  @Bean
  WritePaths ingestionEventPaths() {
    return new WritePaths(Set.of("/v1/events"));
  }
}
