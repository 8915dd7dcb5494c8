package io.storeloop.profile.predictor;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.profile.ProfileReader;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires trainings and their models. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PredictorProperties.class)
class PredictorConfiguration {
  @Bean
  JdbcPredictorModels profilePredictorModels(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JsonMapper json,
      PredictorProperties properties,
      Clock clock) {
    return new JdbcPredictorModels(database, json, clock, properties.kept());
  }

  @Bean
  ChurnWatch profileChurnWatch(ProfileReader profiles, Predictors predictors, Clock clock) {
    return new ChurnWatch(profiles, predictors, clock);
  }

  @Bean
  ActivePredictions profileActivePredictions(Predictors predictors) {
    return new ActivePredictions(predictors);
  }

  @Bean
  Predictors profilePredictors(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JdbcPredictorModels models,
      PredictorProperties properties,
      @Value("${storeloop.consent.required:false}") boolean consentRequired,
      Clock clock) {
    JdbcShopperActs acts =
        new JdbcShopperActs(database, properties.mostActs(), new ConsentRule(consentRequired));
    return new Predictors(
        acts, models, new PredictorJob(acts, models, properties), clock, new SecureRandom());
  }
}
