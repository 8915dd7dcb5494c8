package io.storeloop.recommendation.interaction;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.schema.EventLog;
import io.storeloop.common.schema.FollowerProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.UndoneMerges;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InteractionProperties.class)
class InteractionConfiguration {
  @Bean
  Catalogue recommendationCatalogue() {
    return new Catalogue();
  }

  @Bean
  Histories recommendationHistories(InteractionProperties properties, IdentityRule rule) {
    return new Histories(properties, rule, new SecureRandom().nextLong());
  }

  @Bean
  Interactions recommendationInteractions(
      Histories histories,
      Catalogue catalogue,
      InteractionProperties properties,
      @Value("${storeloop.consent.required:false}") boolean consentRequired) {
    return new Interactions(histories, catalogue, properties, consentRequired);
  }

  @Bean
  LogFollowerJob recommendationFollower(
      @Qualifier("recommendationDatabase") ServiceDatabase database,
      JsonMapper json,
      Interactions interactions,
      Histories histories,
      Catalogue catalogue,
      FollowerProperties properties,
      Clock clock,
      MeterRegistry meters) {
    EventLog log = new EventLog(database.jdbc(), json);
    Parting parting =
        new Parting(
            new UndoneMerges(database.jdbc()),
            new JdbcOwnActs(database.jdbc(), log),
            histories,
            interactions);
    return new LogFollowerJob(
        log,
        new JdbcItemChanges(database.jdbc(), json),
        interactions::apply,
        parting::follow,
        catalogue,
        properties,
        clock,
        meters);
  }

  @Bean
  JdbcBacklog recommendationBacklog(
      @Qualifier("recommendationDatabase") ServiceDatabase database, LogFollowerJob follower) {
    return new JdbcBacklog(database.jdbc(), follower);
  }

  /** Ready once the log has been read; from then on the database may come and go. */
  @Bean("recommendationHealthIndicator")
  HealthIndicator recommendationHealth(LogFollowerJob follower) {
    return () ->
        follower.loaded()
            ? Health.up().build()
            : Health.down().withDetail("reason", "the event log is still being read").build();
  }
}
