package io.storeloop.campaign.delivery;

import io.storeloop.common.edge.OpenPaths;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class DeliveryConfiguration {
  /** Shoppers have no key; the token is theirs. */
  @Bean
  OpenPaths campaignUnsubscribePath() {
    return new OpenPaths(List.of("/v1/unsubscribe/"));
  }
}
