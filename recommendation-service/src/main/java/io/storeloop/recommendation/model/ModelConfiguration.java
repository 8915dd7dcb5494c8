package io.storeloop.recommendation.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.recommendation.gate.GateProperties;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  TrainingProperties.class,
  RegistryProperties.class,
  GateProperties.class,
  CountsProperties.class,
  SessionProperties.class,
  SearchProperties.class,
  MixProperties.class,
  PopularityProperties.class
})
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
      CountsProperties counts,
      SessionProperties sessions,
      MixProperties mix,
      TrainingProperties training) {
    return new ModelTrainer(
        histories, catalogue, interaction, popularity, counts, sessions, mix, training.threads());
  }

  @Bean
  ModelLearner recommendationLearner(
      Histories histories,
      Catalogue catalogue,
      ModelTrainer trainer,
      GateProperties gate,
      InteractionProperties interaction,
      PopularityProperties popularity,
      SessionProperties sessions) {
    return new ModelLearner(
        histories, catalogue, trainer, gate, interaction, popularity, sessions.gap());
  }

  @Bean
  Trainings recommendationTrainings(
      @Qualifier("recommendationDatabase") ServiceDatabase database,
      TrainingProperties properties) {
    return new JdbcTrainings(database, properties);
  }

  @Bean
  TrainingLease recommendationTrainingLease(
      @Qualifier("recommendationDatabase") ServiceDatabase database) {
    return new JdbcTrainingLease(database, UUID.randomUUID());
  }

  @Bean
  ModelRegistry recommendationRegistry(
      @Qualifier("recommendationDatabase") ServiceDatabase database,
      ActiveModel activeModel,
      Trainings trainings,
      Catalogue catalogue,
      RegistryProperties properties) {
    var snapshots =
        new JdbcSnapshots(
            database,
            new SnapshotWriter(catalogue),
            new SnapshotReader(catalogue),
            properties.maxSnapshot().toBytes());
    return new ModelRegistry(activeModel, trainings, snapshots, properties);
  }

  @Bean
  SearchJob recommendationSearchJob(
      Histories histories,
      Catalogue catalogue,
      ModelTrainer trainer,
      ModelRegistry registry,
      TrainingLease lease,
      LogFollowerJob follower,
      InteractionProperties interaction,
      PopularityProperties popularity,
      SessionProperties sessions,
      GateProperties gate,
      TrainingProperties training,
      SearchProperties properties,
      MixProperties mix,
      Clock clock) {
    var search =
        new ShopSearch(
            histories,
            catalogue,
            trainer,
            interaction,
            popularity,
            sessions,
            gate,
            properties,
            mix,
            training.threads(),
            System::nanoTime);
    return new SearchJob(
        search::run, registry, lease, follower, properties, KernelSettings.of(training), clock);
  }

  @Bean
  TrainingTurns recommendationTrainingTurns(
      ModelRegistry registry,
      TrainingLease lease,
      Trainings trainings,
      TrainingProperties properties,
      SearchJob search,
      RegistryProperties registryProperties,
      Interactions interactions,
      LogFollowerJob follower,
      Clock clock) {
    return new TrainingTurns(
        registry,
        lease,
        trainings,
        properties,
        search::settings,
        registryProperties.rollbackRest(),
        interactions,
        follower,
        clock,
        new SecureRandom());
  }

  @Bean
  TrainingJob recommendationTrainingRunner(
      TrainingTurns turns,
      ModelLearner learner,
      ModelTrainer trainer,
      ModelRegistry registry,
      Trainings trainings,
      Interactions interactions,
      MeterRegistry meters) {
    return new TrainingJob(
        turns,
        learner,
        trainer::counts,
        registry,
        new TrainingRecord(trainings),
        interactions,
        meters);
  }

  @Bean
  LiveSessionsJob recommendationSessionsJob(
      ActiveModel activeModel,
      ModelTrainer trainer,
      ModelRegistry registry,
      LogFollowerJob follower,
      Interactions interactions,
      SessionProperties properties) {
    interactions.listen(activeModel.clicks());
    return new LiveSessionsJob(activeModel, trainer, registry, follower, properties.refresh());
  }

  @Bean
  RegistryJob recommendationRegistryJob(
      ModelRegistry registry,
      Trainings trainings,
      TrainingLease lease,
      TrainingTurns turns,
      RegistryProperties properties) {
    return new RegistryJob(
        registry, trainings, lease, turns::underWay, properties.followInterval());
  }

  @Bean
  Retraining recommendationRetraining(ModelRegistry registry, TrainingTurns turns) {
    return () -> {
      int deleted = registry.forgetShoppers();
      turns.retrainAfterErasure();
      return deleted;
    };
  }

  @Bean
  UntrainedInteractions recommendationUntrained(TrainingTurns turns) {
    return turns::untrainedInteractions;
  }
}
