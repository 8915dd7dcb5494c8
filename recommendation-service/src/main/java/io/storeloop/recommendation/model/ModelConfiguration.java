package io.storeloop.recommendation.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TrainingProperties.class, PopularityProperties.class})
class ModelConfiguration {
  @Bean
  ActiveModel recommendationActiveModel() {
    return new ActiveModel();
  }

  @Bean
  ModelTrainer recommendationTrainer(
      Histories histories,
      Catalogue catalogue,
      InteractionProperties interaction,
      PopularityProperties popularity,
      TrainingProperties training) {
    return new ModelTrainer(histories, catalogue, interaction, popularity, training.threads());
  }

  @Bean
  Trainings recommendationTrainings(
      @Qualifier("recommendationDatabase") ServiceDatabase database,
      TrainingProperties properties,
      JsonMapper json) {
    return new JdbcTrainings(database, properties, json);
  }

  @Bean
  TrainingJob recommendationTrainingRunner(
      ModelTrainer trainer,
      ActiveModel activeModel,
      Trainings trainings,
      TrainingProperties properties,
      Interactions interactions,
      LogFollowerJob follower,
      Clock clock,
      MeterRegistry meters) {
    return new TrainingJob(
        version -> trainer.train(version, KernelSettings.of(properties)),
        activeModel,
        trainings,
        properties,
        interactions,
        follower,
        clock,
        new SecureRandom(),
        meters);
  }

  @Bean
  Retraining recommendationRetraining(TrainingJob runner) {
    return runner::retrainAfterErasure;
  }

  @Bean
  UntrainedInteractions recommendationUntrained(TrainingJob runner) {
    return runner::untrainedInteractions;
  }
}
