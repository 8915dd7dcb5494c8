package io.storeloop.launcher.suite;

import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.home.ApiKeys;
import io.storeloop.launcher.home.StoreloopHome;
import io.storeloop.launcher.postgres.LocalPostgres;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The running services. */
final class SuiteContext implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SuiteContext.class);

  private final ConfigurableApplicationContext context;

  private SuiteContext(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts the four services on the embedded database.
   *
   * @throws Refusal if they do not start
   */
  static SuiteContext start(
      StoreloopHome home, LocalPostgres postgres, ApiKeys keys, String erasureKey, int port) {
    SpringApplication application = new SpringApplication(SuiteModule.class);
    application.setRegisterShutdownHook(false);
    String[] settings =
        settings(home, postgres, keys, erasureKey, port).entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    try {
      return new SuiteContext(application.run(settings));
    } catch (RuntimeException e) {
      LOG.error("the services did not start", e);
      throw new Refusal(
          "The services do not start: %s (more in %s)"
              .formatted(rootCause(e).getMessage(), home.file("storeloop.log")),
          e);
    }
  }

  private static Map<String, Object> settings(
      StoreloopHome home, LocalPostgres postgres, ApiKeys keys, String erasureKey, int port) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(
        "spring.config.name",
        "storeloop,ingestion-service,profile-service,recommendation-service,campaign-service,launcher");
    settings.put("server.port", port);
    settings.put("logging.file.name", home.file("storeloop.log"));
    settings.put("storeloop.ingestion.imports.directory", home.file("imports"));
    settings.put("storeloop.database.url", postgres.jdbcUrl());
    settings.put("storeloop.database.username", LocalPostgres.USER);
    settings.put("storeloop.database.password", postgres.password());
    settings.put("storeloop.keys.write", keys.write());
    settings.put("storeloop.keys.secret", keys.secret());
    settings.put("storeloop.ingestion.erasure.key", erasureKey);
    return settings;
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : rootCause(cause);
  }

  @Override
  public void close() {
    context.close();
  }
}
