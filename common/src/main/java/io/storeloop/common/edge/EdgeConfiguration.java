package io.storeloop.common.edge;

import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Clock;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The edge that every service has. Every module imports it; in the launcher it is there once. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  ApiKeyProperties.class,
  HttpProperties.class,
  IdentityProperties.class
})
@Import({ProblemAdvice.class, ProblemErrorController.class})
public class EdgeConfiguration {
  private static final int KEYS_FIRST = Ordered.HIGHEST_PRECEDENCE + 100;

  @Bean
  Clock commonClock() {
    return Clock.systemUTC();
  }

  @Bean
  IdentityRule commonIdentityRule(IdentityProperties properties, Environment settings) {
    IdentityProperties.refuseNamesOfBefore(settings);
    return properties.rule();
  }

  /** A number where a text belongs is a mistake, not its digits; Boot's settings cannot say so. */
  @Bean
  JsonMapperBuilderCustomizer commonStrictTexts() {
    return mapper ->
        mapper.withCoercionConfig(
            LogicalType.Textual,
            texts ->
                texts
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
  }

  /**
   * What draws the API documents brings YAML along; bodies in it would be read without our
   * strictness.
   */
  @Bean
  ServerHttpMessageConvertersCustomizer commonNoYaml() {
    return converters ->
        converters.configureMessageConvertersList(all ->
            all.removeIf(converter ->
                converter.getSupportedMediaTypes().stream()
                    .anyMatch(type -> type.getSubtype().contains("yaml"))));
  }

  /** Ids may hold slashes: {@code %2F} in a path is part of the id, not a separator. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> commonSlashesInIds() {
    return factory ->
        factory.addConnectorCustomizers(connector -> {
          connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
          connector.setEncodedReverseSolidusHandling(
              EncodedSolidusHandling.PASS_THROUGH.getValue());
        });
  }

  @Bean
  ProblemWriter commonProblemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  /** Behind Spring Boot's own valve, so that ours speaks first. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> commonProblemReports(
      ProblemWriter problems) {
    return factory ->
        factory.addContextCustomizers(context ->
            context.getParent().getPipeline().addValve(new ProblemReportValve(problems)));
  }

  @Bean
  WriteKeys commonWriteKeys(ApiKeyProperties keys) {
    return new WriteKeys(keys);
  }

  @Bean
  FilterRegistrationBean<ApiKeyFilter> commonApiKeyFilter(
      ApiKeyProperties keys,
      ObjectProvider<WritePaths> writePaths,
      ObjectProvider<KeyInBodyPaths> keyInBodyPaths,
      ObjectProvider<OpenPaths> openPaths,
      ProblemWriter problems) {
    var registration =
        new FilterRegistrationBean<>(
            new ApiKeyFilter(
                keys,
                writePaths.stream().toList(),
                keyInBodyPaths.stream().toList(),
                openPaths.stream().toList(),
                problems));
    registration.setOrder(KEYS_FIRST);
    return registration;
  }

  /** Before the keys: a browser asks without one whether it may send one. */
  @Bean
  FilterRegistrationBean<WritePathsCorsFilter> commonWritePathsCorsFilter(
      ObjectProvider<WritePaths> writePaths) {
    var registration =
        new FilterRegistrationBean<>(new WritePathsCorsFilter(writePaths.stream().toList()));
    registration.setOrder(KEYS_FIRST - 1);
    return registration;
  }

  @Bean
  FilterRegistrationBean<BoundedBodyFilter> commonBoundedBodyFilter(
      HttpProperties properties, ObjectProvider<BodyLimit> limits, ProblemWriter problems) {
    var registration =
        new FilterRegistrationBean<>(
            new BoundedBodyFilter(properties, limits.stream().toList(), problems));
    registration.setOrder(KEYS_FIRST + 1);
    return registration;
  }

  @Bean
  DocumentedRefusals commonDocumentedRefusals(
      ObjectProvider<WritePaths> writePaths, ObjectProvider<OpenPaths> openPaths) {
    return new DocumentedRefusals(writePaths.stream().toList(), openPaths.stream().toList());
  }

  /** Named so that the readiness group finds it as {@code database}. */
  @Bean("databaseHealthIndicator")
  HealthIndicator commonDatabaseHealth(ObjectProvider<ServiceDatabase> databases) {
    return new DatabaseHealth(databases.stream().toList());
  }
}
