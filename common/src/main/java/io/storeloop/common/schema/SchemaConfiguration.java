package io.storeloop.common.schema;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The schema, migrated. Every service's module imports it; in the launcher it is there once. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  DatabaseProperties.class,
  FollowerProperties.class,
  ErasureProperties.class
})
public class SchemaConfiguration {
  @Bean
  SchemaMigration commonSchemaMigration(DatabaseProperties properties) {
    return new SchemaMigration(properties);
  }
}
