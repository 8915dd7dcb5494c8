package io.storeloop.profile.profile;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.schema.EventFollower;
import io.storeloop.common.schema.FollowerProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.identity.JdbcIdentityEdges;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires what keeps profiles current and reads them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProfileProperties.class)
class ProfileConfiguration {
  @Bean
  ProfileReader profileReader(
      @Qualifier("profileDatabase") ServiceDatabase database, JsonMapper json) {
    return new ProfileReader(database, new ProfileJson(json));
  }

  @Bean
  PriceTercileCache profilePriceTerciles(
      @Qualifier("profileDatabase") ServiceDatabase database,
      ProfileProperties properties,
      Clock clock) {
    return new PriceTercileCache(database, properties.priceTercilesAge(), clock);
  }

  @Bean
  ProfileProgress profileProgress(
      @Qualifier("profileDatabase") ServiceDatabase database, Clock clock) {
    return new ProfileProgress(database, clock);
  }

  @Bean
  Rebuild profileRebuild(@Qualifier("profileDatabase") ServiceDatabase database) {
    return new Rebuild(database);
  }

  @Bean
  JdbcIdentityEdges profileIdentityEdges(@Qualifier("profileDatabase") ServiceDatabase database) {
    return new JdbcIdentityEdges(database);
  }

  @Bean
  JdbcProfiles profileJdbcProfiles(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JsonMapper json,
      PriceTercileCache terciles,
      ProfileProperties properties) {
    return new JdbcProfiles(
        database, new ProfileJson(json), terciles::current, properties.interestHalfLife());
  }

  @Bean
  Unmerging profileUnmerging(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JdbcProfiles profiles,
      JdbcIdentityEdges edges,
      ProfileProperties properties,
      ObjectProvider<ProfileChangeListener> listeners,
      Clock clock) {
    return new Unmerging(
        database,
        profiles,
        edges,
        () -> listeners.orderedStream().toList(),
        properties.interestHalfLife(),
        clock);
  }

  @Bean
  JdbcPastShoppers profilePastShoppers(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JsonMapper json,
      ProfileProperties properties,
      @Value("${storeloop.consent.required:false}") boolean consentRequired) {
    return new JdbcPastShoppers(
        database,
        json,
        new ConsentRule(consentRequired),
        properties.interestHalfLife(),
        properties.mostPastEvents());
  }

  @Bean
  ProfileEffects profileEffects(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JdbcProfiles profiles,
      ProfileProperties properties,
      IdentityRule identity,
      JdbcIdentityEdges edges,
      ObjectProvider<ProfileChangeListener> listeners,
      @Value("${storeloop.consent.required:false}") boolean consentRequired,
      Clock clock) {
    return new ProfileEffects(
        database,
        profiles,
        new JdbcItemFacts(database),
        edges,
        identity,
        () -> listeners.orderedStream().toList(),
        properties.interestHalfLife(),
        new ConsentRule(consentRequired),
        clock);
  }

  @Bean
  EventFollower profileFollower(
      @Qualifier("profileDatabase") ServiceDatabase database,
      ProfileEffects effects,
      ProfileProperties properties,
      FollowerProperties follower,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    new ProfileRules(database, properties.interestHalfLife()).establish();
    return new EventFollower(
        database,
        ServiceRole.PROFILE,
        ProfileProgress.CONSUMER,
        effects,
        follower,
        json,
        clock,
        meters);
  }
}
