package io.storeloop.recommendation.recommend;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.model.ActiveModel;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecommendProperties.class)
class RecommendConfiguration {
  @Bean
  Recommender recommendationRecommender(
      Histories histories,
      Catalogue catalogue,
      ActiveModel activeModel,
      InteractionProperties interaction,
      RecommendProperties properties,
      @Value("${storeloop.consent.required:false}") boolean consentRequired) {
    return new Recommender(
        histories, catalogue, activeModel, interaction, properties, consentRequired);
  }

  @Bean
  AnswerClock recommendationAnswerClock(MeterRegistry meters) {
    return new AnswerClock(meters);
  }
}
