package io.storeloop.profile.segment;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.JpaEntities;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.profile.ClusterMembership;
import io.storeloop.profile.profile.PassedOver;
import io.storeloop.profile.profile.PredictionScores;
import io.storeloop.profile.profile.PriceTercileCache;
import io.storeloop.profile.profile.ProfileReader;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.Rebuild;
import jakarta.persistence.EntityManagerFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Wires segments: the written ones by JPA, their members by SQL. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SegmentProperties.class)
@EnableJpaRepositories(
    basePackageClasses = SegmentConfiguration.class,
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
    entityManagerFactoryRef = "profileEntityManagerFactory",
    transactionManagerRef = "profileTransactionManager")
class SegmentConfiguration {
  @Bean
  LocalContainerEntityManagerFactoryBean profileEntityManagerFactory(
      @Qualifier("profileDatabase") ServiceDatabase database) {
    return JpaEntities.factory(database, "profile", SegmentConfiguration.class.getPackageName());
  }

  @Bean
  JpaTransactionManager profileTransactionManager(
      @Qualifier("profileEntityManagerFactory") EntityManagerFactory factory) {
    return JpaEntities.transactions(factory);
  }

  @Bean
  Segments profileSegments(
      JpaSegments rows,
      @Qualifier("profileTransactionManager") JpaTransactionManager transactions,
      SegmentProperties properties,
      JsonMapper json,
      Clock clock) {
    return new Segments(
        rows,
        new TransactionTemplate(transactions),
        new SegmentConditions(json),
        properties,
        clock);
  }

  @Bean
  SegmentMembers profileSegmentMembers(
      @Qualifier("profileDatabase") ServiceDatabase database, PriceTercileCache terciles) {
    return new SegmentMembers(database, terciles::current);
  }

  @Bean
  CurrentMemberships profileSegmentMemberships(
      Segments segments,
      SegmentMembers members,
      @Qualifier("profileDatabase") ServiceDatabase database,
      PriceTercileCache terciles,
      ObjectProvider<ClusterMembership> clusters,
      Clock clock) {
    return new CurrentMemberships(
        segments,
        members,
        new EventCounts(database),
        terciles::current,
        profile -> label(clusters, profile),
        clock);
  }

  @Bean
  MembershipEnd profileMembershipEnd(
      @Qualifier("profileDatabase") ServiceDatabase database,
      PriceTercileCache terciles,
      ObjectProvider<ClusterMembership> clusters) {
    return new MembershipEnd(
        new EventCounts(database), terciles::current, profile -> label(clusters, profile));
  }

  @Bean
  JdbcSegmentQueue profileSegmentQueue(@Qualifier("profileDatabase") ServiceDatabase database) {
    return new JdbcSegmentQueue(database);
  }

  @Bean
  JdbcMemberships profileSegmentMembershipStore(
      @Qualifier("profileDatabase") ServiceDatabase database) {
    return new JdbcMemberships(database);
  }

  @Bean
  JdbcSegmentSizes profileSegmentSizes(@Qualifier("profileDatabase") ServiceDatabase database) {
    return new JdbcSegmentSizes(database);
  }

  @Bean
  ChangedProfiles profileChangedProfiles() {
    return new ChangedProfiles();
  }

  @Bean
  TrackingListener profileSegmentTrackingListener(
      JdbcSegmentQueue queue, JdbcMemberships memberships, ChangedProfiles latest, Clock clock) {
    return new TrackingListener(queue, memberships, latest, clock);
  }

  @Bean
  TrackingJob profileSegmentTrackingJob(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JdbcSegmentQueue queue,
      JdbcMemberships memberships,
      JdbcSegmentSizes sizes,
      ChangedProfiles latest,
      Segments segments,
      ProfileReader profiles,
      Rebuild rebuild,
      PriceTercileCache terciles,
      ObjectProvider<ClusterMembership> clusters,
      ObjectProvider<PredictionScores> scores,
      SegmentProperties properties,
      MeterRegistry meters,
      Clock clock) {
    SegmentTracking work =
        new SegmentTracking(
            database,
            queue,
            memberships,
            new TrackingUpkeep(memberships, sizes, properties.changesKept()),
            latest,
            segments,
            profiles,
            rebuild,
            new EventCounts(database),
            terciles::current,
            found -> {
              ClusterMembership membership = clusters.getIfAvailable();
              return membership == null ? Map.of() : membership.of(found);
            },
            () -> Optional.ofNullable(scores.getIfAvailable()),
            new PassedOver(meters, "segments"),
            properties.trackingInterval(),
            clock);
    return new TrackingJob(work, properties.trackingInterval());
  }

  @Bean
  RfmSegments profileRfmSegments(
      @Qualifier("profileDatabase") ServiceDatabase database, Segments segments, Clock clock) {
    return new RfmSegments(new JdbcRfmCuts(database), segments, clock);
  }

  @Bean
  RfmJob profileRfmJob(RfmSegments segments, SegmentProperties properties) {
    return new RfmJob(segments, properties.rfmRefresh());
  }

  private static Optional<String> label(
      ObjectProvider<ClusterMembership> clusters, ProfileSnapshot profile) {
    return Optional.ofNullable(clusters.getIfAvailable())
        .map(membership -> membership.of(List.of(profile)).get(profile.profileId()))
        .map(ClusterMembership.Cluster::label);
  }

  /** For the ids of segments whose author chose none. */
  @Bean
  RandomGenerator profileSegmentRandom() {
    return new SecureRandom();
  }
}
