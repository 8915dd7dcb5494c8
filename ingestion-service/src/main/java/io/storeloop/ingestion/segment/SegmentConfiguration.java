package io.storeloop.ingestion.segment;

import io.storeloop.common.edge.WritePaths;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SegmentConfiguration {
  @Bean
  WritePaths ingestionSegmentPaths() {
    return new WritePaths(
        Set.of(
            "/v1/track",
            "/v1/identify",
            "/v1/page",
            "/v1/screen",
            "/v1/group",
            "/v1/alias",
            "/v1/batch",
            "/v1/import"));
  }
}
