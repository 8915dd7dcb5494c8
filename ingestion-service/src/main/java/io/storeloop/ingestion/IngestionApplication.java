package io.storeloop.ingestion;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts ingestion-service as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(IngestionModule.class)
public class IngestionApplication {
  public static void main(String[] arguments) {
    SpringApplication application = new SpringApplication(IngestionApplication.class);
    application.setDefaultProperties(Map.of("spring.config.name", "storeloop,ingestion-service"));
    application.run(arguments);
  }
}
