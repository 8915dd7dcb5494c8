package io.storeloop.campaign;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.edge.ApiDocuments;
import io.storeloop.common.edge.EdgeConfiguration;
import io.storeloop.common.schema.DatabaseProperties;
import io.storeloop.common.schema.JpaEntities;
import io.storeloop.common.schema.SchemaConfiguration;
import io.storeloop.common.schema.SchemaMigration;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import jakarta.persistence.EntityManagerFactory;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** campaign-service, ready to be put into a process: its own, or the launcher's. */
@Configuration(proxyBeanMethods = false)
@Import({EdgeConfiguration.class, SchemaConfiguration.class})
@ComponentScan(
    basePackageClasses = CampaignModule.class,
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.ASSIGNABLE_TYPE,
            classes = CampaignApplication.class))
@EnableJpaRepositories(
    basePackageClasses = CampaignModule.class,
    considerNestedRepositories = false,
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
    entityManagerFactoryRef = "campaignEntityManagerFactory",
    transactionManagerRef = "campaignTransactionManager")
public class CampaignModule {
  @Bean("campaignDatabase")
  ServiceDatabase campaignDatabase(
      DatabaseProperties properties, SchemaMigration migrated, MeterRegistry meters) {
    return ServiceDatabase.open(properties, ServiceRole.CAMPAIGN, meters);
  }

  @Bean
  LocalContainerEntityManagerFactoryBean campaignEntityManagerFactory(
      @Qualifier("campaignDatabase") ServiceDatabase database) {
    return JpaEntities.factory(database, "campaign", CampaignModule.class.getPackageName());
  }

  @Bean
  JpaTransactionManager campaignTransactionManager(
      @Qualifier("campaignEntityManagerFactory") EntityManagerFactory factory) {
    return JpaEntities.transactions(factory);
  }

  /** Salts must not be guessable, so that nobody can choose an id that sees an offer. */
  @Bean
  RandomGenerator campaignRandom() {
    return new SecureRandom();
  }

  @Bean
  GroupedOpenApi campaignApiDocument() {
    return ApiDocuments.of(
        "campaign",
        "Campaigns",
        """
        Decides which offer a shopper sees, and measures whether it helped.

        A campaign addresses the profiles that meet its condition, keeps a share of them out (the holdout) and shows \
        the others one of its offers. `POST /v1/decisions` answers while a page renders; the exposure \
        (`promotion_view`), the click (`promotion_click`) and the purchase come back as events, and \
        `GET /v1/campaigns/{id}/results` says what the campaign changed.
        """,
        CampaignModule.class.getPackageName());
  }
}
