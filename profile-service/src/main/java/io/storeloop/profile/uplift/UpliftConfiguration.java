package io.storeloop.profile.uplift;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.predictor.BoundedHistories;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires trainings of uplift and their models. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpliftProperties.class)
class UpliftConfiguration {
  @Bean
  JdbcUpliftModels profileUpliftModels(
      @Qualifier("profileDatabase") ServiceDatabase database,
      JsonMapper json,
      UpliftProperties properties,
      Clock clock) {
    return new JdbcUpliftModels(database, json, clock, properties.mostActive());
  }

  @Bean
  Uplifts profileUplifts(
      @Qualifier("profileDatabase") ServiceDatabase database,
      BoundedHistories histories,
      JdbcUpliftModels models,
      UpliftProperties properties,
      @Value("${storeloop.consent.required:false}") boolean consentRequired,
      Clock clock) {
    ConsentRule consent = new ConsentRule(consentRequired);
    return new Uplifts(
        models,
        new UpliftJob(new JdbcExposures(database, consent), histories, models, properties),
        consent,
        clock,
        new SecureRandom());
  }
}
