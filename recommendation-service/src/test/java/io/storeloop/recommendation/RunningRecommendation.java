package io.storeloop.recommendation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** The whole service on a random port, training quickly. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = RecommendationApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=storeloop,recommendation-service",
      "storeloop.recommendation.training.interval=100ms",
      "storeloop.recommendation.training.pause-factor=1"
    })
@DirtiesContext
public @interface RunningRecommendation {}
