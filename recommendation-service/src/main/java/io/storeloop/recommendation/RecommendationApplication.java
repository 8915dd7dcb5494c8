package io.storeloop.recommendation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** recommendation-service as a process of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(RecommendationModule.class)
public class RecommendationApplication {
  public static void main(String[] arguments) {
    System.setProperty("spring.config.name", "storeloop,recommendation-service");
    SpringApplication.run(RecommendationApplication.class, arguments);
  }
}
