package io.storeloop.profile.cluster;

import io.storeloop.common.schema.ServiceDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires trainings and their results. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClusteringProperties.class)
class ClusteringConfiguration {
  @Bean
  JdbcClusterings profileClusteringStore(
      @Qualifier("profileDatabase") ServiceDatabase database, JsonMapper json, Clock clock) {
    return new JdbcClusterings(database, json, clock);
  }

  @Bean
  JdbcClusterMembers profileClusterMembers(@Qualifier("profileDatabase") ServiceDatabase database) {
    return new JdbcClusterMembers(database);
  }

  @Bean
  CurrentClustering profileCurrentClustering(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JdbcClusterMembers members,
      JsonMapper json,
      Clock clock) {
    return new CurrentClustering(database, members, json, clock);
  }

  @Bean
  PlacingJob profilePlacingJob(
      @Qualifier("profileDatabase") ServiceDatabase database,
      CurrentClustering current,
      JdbcClusterMembers members,
      ClusteringProperties properties,
      JsonMapper json,
      Clock clock) {
    PlacingJob job =
        new PlacingJob(current, new Placing(new FeatureRows(database, json), members), clock);
    job.every(properties.placingInterval());
    return job;
  }

  @Bean
  Clusterings profileClusterings(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JdbcClusterings clusterings,
      JdbcClusterMembers members,
      ClusteringProperties properties,
      JsonMapper json,
      Clock clock) {
    FeatureRows profiles = new FeatureRows(database, json);
    ClusteringJob job =
        new ClusteringJob(profiles, clusterings, members, properties.mostTrainedOn());
    return new Clusterings(profiles, clusterings, job, clock, new SecureRandom());
  }
}
