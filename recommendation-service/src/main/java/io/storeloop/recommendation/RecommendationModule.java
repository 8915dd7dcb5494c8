package io.storeloop.recommendation;

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

/** Everything recommendation-service consists of; the process and the launcher import it. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.ASSIGNABLE_TYPE,
            classes = {RecommendationApplication.class, RecommendationModule.class}))
@Import({SchemaConfiguration.class, EdgeConfiguration.class})
public class RecommendationModule {
  /** {@code migrated} is asked for so that the schema is there before anyone reads it. */
  @Bean
  ServiceDatabase recommendationDatabase(
      DatabaseProperties properties, MeterRegistry meters, SchemaMigration migrated) {
    return ServiceDatabase.open(properties, ServiceRole.RECOMMENDATION, meters);
  }

  @Bean
  GroupedOpenApi recommendationApi() {
    return ApiDocuments.of(
        "recommendation",
        "Recommendations",
        """
        Answers "what next?": personal lists learnt from what shoppers do, each with its reason; similar and popular
        items; and the models behind them. Answers come from memory and go on while the database is away.
        """,
        RecommendationModule.class.getPackageName());
  }
}
