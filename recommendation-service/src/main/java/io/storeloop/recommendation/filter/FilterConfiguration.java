package io.storeloop.recommendation.filter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class FilterConfiguration {
  @Bean
  ItemFilters recommendationItemFilters(JsonMapper json) {
    return new ItemFilters(json);
  }
}
