package io.storeloop.profile;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Starts profile-service alone. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ProfileModule.class)
public class ProfileApplication {
  public static void main(String[] arguments) {
    System.setProperty("spring.config.name", "storeloop,profile-service");
    SpringApplication.run(ProfileApplication.class, arguments);
  }
}
