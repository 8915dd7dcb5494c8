package io.storeloop.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each service alone in a process of its own, all on one PostgreSQL. */
final class FourProcesses implements Suite {
  private static final String WRITE_KEY = "wk_e2e_0123456789abcdef0123456789";
  static final String SECRET_KEY = "sk_e2e_0123456789abcdef0123456789";
  private static final List<String> SERVICES =
      List.of("ingestion", "profile", "recommendation", "campaign");

  private final EmbeddedPostgres postgres;
  private final List<JavaProcess> processes = new ArrayList<>();
  private final Map<String, Integer> ports = new HashMap<>();

  private FourProcesses(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static FourProcesses start(Path folder) {
    FourProcesses suite = new FourProcesses(startPostgres());
    try {
      SERVICES.forEach(service -> suite.ports.put(service, JavaProcess.freePort()));
      for (String service : SERVICES) {
        suite.processes.add(
            JavaProcess.start(service + "-service", folder, suite.environment(service), List.of()));
      }
      for (int i = 0; i < SERVICES.size(); i++) {
        suite.processes.get(i).awaitReady(suite.ports.get(SERVICES.get(i)));
      }
      return suite;
    } catch (RuntimeException | Error e) {
      suite.close();
      throw e;
    }
  }

  static EmbeddedPostgres startPostgres() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("synchronous_commit", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment(String service) {
    return Map.of(
        "STORELOOP_DATABASE_URL",
        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
        "STORELOOP_DATABASE_USERNAME",
        "postgres",
        "STORELOOP_KEYS_WRITE",
        WRITE_KEY,
        "STORELOOP_KEYS_SECRET",
        SECRET_KEY,
        "SERVER_PORT",
        Integer.toString(ports.get(service)),
        "STORELOOP_INGESTION_ERASURE_KEY",
        "ek_e2e_0123456789abcdef0123456789abcdef",
        "STORELOOP_CAMPAIGN_PROFILE_URL",
        "http://127.0.0.1:" + ports.get("profile"),
        "STORELOOP_CAMPAIGN_RECOMMENDATION_URL",
        "http://127.0.0.1:" + ports.get("recommendation"));
  }

  @Override
  public Api ingestion() {
    return api("ingestion");
  }

  @Override
  public Api profile() {
    return api("profile");
  }

  @Override
  public Api recommendation() {
    return api("recommendation");
  }

  @Override
  public Api campaign() {
    return api("campaign");
  }

  private Api api(String service) {
    return new Api(address(service), SECRET_KEY);
  }

  URI address(String service) {
    return URI.create("http://127.0.0.1:" + ports.get(service));
  }

  /** Ends one of the four; the others go on. */
  void stop(String service) {
    processes.get(SERVICES.indexOf(service)).close();
  }

  @Override
  public void close() {
    processes.forEach(JavaProcess::close);
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
