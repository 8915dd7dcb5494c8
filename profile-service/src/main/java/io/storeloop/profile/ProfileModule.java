package io.storeloop.profile;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.edge.ApiDocuments;
import io.storeloop.common.edge.EdgeConfiguration;
import io.storeloop.common.schema.DatabaseProperties;
import io.storeloop.common.schema.SchemaConfiguration;
import io.storeloop.common.schema.SchemaMigration;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** Everything profile-service consists of, for its own process and for the launcher. */
@Configuration(proxyBeanMethods = false)
@Import({SchemaConfiguration.class, EdgeConfiguration.class})
@ComponentScan(
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.ASSIGNABLE_TYPE,
            classes = ProfileApplication.class))
public class ProfileModule {
  private static final String DESCRIPTION =
      """
      Who is this? Profiles with traits, features, segments and clusters, kept current from the event log: an \
      accepted event is in the profile within a second.
      """;

  /** Opened after the migration, because connections need the service's role. */
  @Bean
  ServiceDatabase profileDatabase(
      DatabaseProperties properties, SchemaMigration migrated, MeterRegistry meters) {
    return ServiceDatabase.open(properties, ServiceRole.PROFILE, meters);
  }

  @Bean
  GroupedOpenApi profileApiDocument() {
    return ApiDocuments.of("profile", "Profiles", DESCRIPTION, "io.storeloop.profile");
  }
}
