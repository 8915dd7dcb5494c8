package io.storeloop.recommendation.merchandising;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.JpaEntities;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.recommendation.filter.ItemFilters;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires rules: the written ones by JPA, those in force in memory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MerchandisingProperties.class)
@EnableJpaRepositories(
    basePackageClasses = MerchandisingConfiguration.class,
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
    entityManagerFactoryRef = "recommendationEntityManagerFactory",
    transactionManagerRef = "recommendationTransactionManager")
class MerchandisingConfiguration {
  @Bean
  LocalContainerEntityManagerFactoryBean recommendationEntityManagerFactory(
      @Qualifier("recommendationDatabase") ServiceDatabase database) {
    return JpaEntities.factory(
        database, "recommendation", MerchandisingConfiguration.class.getPackageName());
  }

  @Bean
  JpaTransactionManager recommendationTransactionManager(
      @Qualifier("recommendationEntityManagerFactory") EntityManagerFactory factory) {
    return JpaEntities.transactions(factory);
  }

  @Bean
  MerchandisingRules recommendationRules(
      JpaMerchandisingRules rows,
      @Qualifier("recommendationTransactionManager") JpaTransactionManager transactions,
      ItemFilters filters,
      MerchandisingProperties properties,
      Clock clock) {
    return new MerchandisingRules(
        rows, new TransactionTemplate(transactions), filters, properties, clock);
  }

  @Bean
  RuleBook recommendationRuleBook() {
    return new RuleBook();
  }

  @Bean
  RuleFollowerJob recommendationRuleFollower(
      MerchandisingRules rules,
      RuleBook book,
      MerchandisingProperties properties,
      MeterRegistry meters) {
    return new RuleFollowerJob(rules, book, properties, meters);
  }
}
