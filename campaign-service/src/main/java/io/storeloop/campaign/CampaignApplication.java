package io.storeloop.campaign;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** campaign-service as a process of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(CampaignModule.class)
class CampaignApplication {
  static void main(String[] arguments) {
    new SpringApplicationBuilder(CampaignApplication.class)
        .properties("spring.config.name=storeloop,campaign-service")
        .run(arguments);
  }
}
