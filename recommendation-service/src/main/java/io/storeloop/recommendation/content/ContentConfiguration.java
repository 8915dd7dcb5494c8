package io.storeloop.recommendation.content;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.model.ActiveModel;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContentProperties.class)
class ContentConfiguration {
  @Bean
  AlikeItems recommendationAlikeItems(ContentProperties properties) {
    return new AlikeItems(properties.neighbours());
  }

  @Bean
  ContentJob recommendationContentJob(
      Catalogue catalogue,
      AlikeItems alike,
      ActiveModel activeModel,
      ContentProperties properties) {
    return new ContentJob(
        new ColdItems(catalogue, alike, properties), activeModel, properties.refresh());
  }
}
