package io.storeloop.ingestion.catalogue;

import io.storeloop.common.edge.BodyLimit;
import io.storeloop.common.schema.ServiceDatabase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
  @Bean
  JdbcItems ingestionItems(@Qualifier("ingestionDatabase") ServiceDatabase database) {
    return new JdbcItems(database);
  }

  @Bean
  BodyLimit ingestionItemBatchLimit(CatalogueProperties properties) {
    return new BodyLimit("/v1/items/batch", properties.maxBatchBytes().toBytes(), true);
  }
}
