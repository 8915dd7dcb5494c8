package io.storeloop.ingestion.identity;

import io.storeloop.common.schema.ServiceDatabase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
  @Bean
  JdbcShopperIds ingestionShopperIds(@Qualifier("ingestionDatabase") ServiceDatabase database) {
    return new JdbcShopperIds(database);
  }
}
