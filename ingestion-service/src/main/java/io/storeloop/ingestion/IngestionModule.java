package io.storeloop.ingestion;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.edge.ApiDocuments;
import io.storeloop.common.edge.EdgeConfiguration;
import io.storeloop.common.schema.DatabaseProperties;
import io.storeloop.common.schema.SchemaConfiguration;
import io.storeloop.common.schema.SchemaMigration;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Everything ingestion-service is made of, for its own process and for the launcher. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    basePackageClasses = IngestionModule.class,
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.ASSIGNABLE_TYPE,
            classes = IngestionApplication.class))
@ConfigurationPropertiesScan(basePackageClasses = IngestionModule.class)
@EnableScheduling
@Import({SchemaConfiguration.class, EdgeConfiguration.class})
public class IngestionModule {
  private static final String DESCRIPTION =
      """
      Receives what shoppers do and the shop's item feed, and owns the event log.

      Events come in our own form (`/v1/events`), from another tracker with only its host and key changed (Segment, \
      Google Analytics 4, Snowplow, Gorse, Amazon Personalize), or as whole files (`/v1/imports`). Every call answers a verdict in which each \
      record has exactly one outcome: accepted, repaired, duplicate or rejected. A write key may append events; \
      everything else needs a secret key.
      """;

  @Bean("ingestionDatabase")
  ServiceDatabase ingestionDatabase(
      DatabaseProperties properties, MeterRegistry meters, SchemaMigration migrated) {
    return ServiceDatabase.open(properties, ServiceRole.INGESTION, meters);
  }

  /** Thread-safe; for pauses and for spreading counters, never for decisions. */
  @Bean("ingestionRandom")
  RandomGenerator ingestionRandom() {
    return new SecureRandom();
  }

  @Bean
  GroupedOpenApi ingestionApi() {
    return ApiDocuments.of(
        "ingestion", "Ingestion", DESCRIPTION, IngestionModule.class.getPackageName());
  }
}
