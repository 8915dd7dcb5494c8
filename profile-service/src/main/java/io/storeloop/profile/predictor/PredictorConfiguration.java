package io.storeloop.profile.predictor;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.profile.PassedOver;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Wires trainings and their models. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PredictorProperties.class, DriftProperties.class})
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
  JdbcScores profilePredictionScores(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JsonMapper json,
      @Value("${storeloop.consent.required:false}") boolean consentRequired) {
    return new JdbcScores(database, json, new ConsentRule(consentRequired));
  }

  @Bean
  Scoring profileScoring(
      JdbcScores scores,
      Predictors predictors,
      PredictorProperties properties,
      MeterRegistry meters) {
    return new Scoring(
        scores, predictors, properties.scoreAge(), new PassedOver(meters, "scoring"));
  }

  @Bean
  ChurnWatch profileChurnWatch(JdbcScores scores, Predictors predictors) {
    return new ChurnWatch(scores, predictors);
  }

  @Bean
  JdbcDrifts profilePredictorDrifts(
      @Qualifier("profileDatabase") ServiceDatabase database, JsonMapper json) {
    return new JdbcDrifts(database, json);
  }

  @Bean
  DriftJob profilePredictorDriftJob(
      JdbcShopperActs acts,
      BoundedHistories histories,
      JdbcPredictorModels models,
      Predictors predictors,
      JdbcDrifts drifts,
      DriftProperties properties,
      Clock clock) {
    return new DriftJob(acts, histories, models, predictors, drifts, properties, clock);
  }

  @Bean
  ActivePredictions profileActivePredictions(
      Predictors predictors, JdbcShopperActs acts, ObjectProvider<HistoryPredictions> others) {
    return new ActivePredictions(
        predictors,
        profile -> acts.of(List.of(profile)).getFirst(),
        SingletonSupplier.of(() -> others.orderedStream().toList()));
  }

  @Bean
  JdbcShopperActs profileShopperActs(
      @Qualifier("profileDatabase") ServiceDatabase database,
      PredictorProperties properties,
      @Value("${storeloop.consent.required:false}") boolean consentRequired) {
    return new JdbcShopperActs(
        database,
        properties.mostActs(),
        new ConsentRule(consentRequired),
        properties.groupTraits());
  }

  @Bean
  BoundedHistories profileBoundedHistories(JdbcShopperActs acts, PredictorProperties properties) {
    return new BoundedHistories(acts, properties.mostActsInAll());
  }

  @Bean
  Predictors profilePredictors(
      JdbcShopperActs acts,
      BoundedHistories histories,
      JdbcPredictorModels models,
      PredictorProperties properties,
      DriftProperties drift,
      @Value("${storeloop.consent.required:false}") boolean consentRequired,
      Clock clock) {
    return new Predictors(
        acts,
        models,
        new PredictorJob(acts, histories, models, properties, drift.fewest()),
        new ConsentRule(consentRequired),
        clock,
        new SecureRandom());
  }
}
