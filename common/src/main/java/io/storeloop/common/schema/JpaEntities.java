package io.storeloop.common.schema;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * JPA over a service's own database door, for what people edit. Each service that edits has a
 * factory of its own; Hibernate only reads and writes, the schema belongs to the migrations.
 */
public final class JpaEntities {
  private JpaEntities() {}

  /** A factory for the entities below one package. */
  public static LocalContainerEntityManagerFactoryBean factory(
      ServiceDatabase database, String unitName, String basePackage) {
    var factory = new LocalContainerEntityManagerFactoryBean();
    factory.setPersistenceUnitName(unitName);
    factory.setDataSource(database.dataSource());
    factory.setPackagesToScan(basePackage);
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.setJpaPropertyMap(
        Map.of(
            "hibernate.hbm2ddl.auto", "none",
            "hibernate.physical_naming_strategy",
                "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl",
            "hibernate.jdbc.batch_size", "100",
            "hibernate.order_inserts", "true",
            "hibernate.jdbc.time_zone", "UTC"));
    return factory;
  }

  public static JpaTransactionManager transactions(EntityManagerFactory factory) {
    return new JpaTransactions(factory);
  }
}
