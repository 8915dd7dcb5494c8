package io.storeloop.ingestion.export;

import io.storeloop.common.schema.ServiceDatabase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {
  @Bean
  JdbcExport ingestionExport(@Qualifier("ingestionDatabase") ServiceDatabase database) {
    return new JdbcExport(database);
  }
}
