package io.storeloop.recommendation.recommend;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.recommendation.content.AlikeItems;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.ledger.Ledger;
import io.storeloop.recommendation.merchandising.RuleBook;
import io.storeloop.recommendation.model.ActiveModel;
import io.storeloop.recommendation.model.SessionProperties;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecommendProperties.class)
class RecommendConfiguration {
  @Bean
  Shoppers recommendationShoppers(
      Histories histories,
      Catalogue catalogue,
      InteractionProperties interaction,
      RecommendProperties properties,
      SessionProperties session,
      @Value("${storeloop.consent.required:false}") boolean consentRequired) {
    return new Shoppers(
        histories, catalogue, interaction, properties, session.gap(), consentRequired);
  }

  @Bean
  ShownLists recommendationLists(
      Catalogue catalogue, RuleBook book, RecommendProperties properties, Clock clock) {
    return new ShownLists(catalogue, book, properties, clock);
  }

  @Bean
  Recommender recommendationRecommender(
      Catalogue catalogue,
      Shoppers shoppers,
      ActiveModel activeModel,
      ShownLists lists,
      AlikeItems alike,
      RecommendProperties properties,
      Clock clock) {
    return new Recommender(catalogue, shoppers, activeModel, lists, alike, properties, clock);
  }

  @Bean
  ForeignLists recommendationForeignLists(
      Recommender recommender, Shoppers shoppers, HttpAnswers answers) {
    return new ForeignLists(recommender, shoppers, answers);
  }

  @Bean
  ServerHttpMessageConvertersCustomizer recommendationConverter(JsonMapper json) {
    return converters -> converters.addCustomConverter(new HttpRecommendationConverter(json));
  }

  @Bean
  AnswerClock recommendationAnswerClock(MeterRegistry meters) {
    return new AnswerClock(meters);
  }

  @Bean
  HttpAnswers recommendationAnswers(
      Shoppers shoppers,
      AnswerClock answerClock,
      LogFollowerJob follower,
      Ledger ledger,
      Clock clock) {
    return new HttpAnswers(
        shoppers, answerClock, follower, ledger, clock, ThreadLocalRandom::current);
  }
}
