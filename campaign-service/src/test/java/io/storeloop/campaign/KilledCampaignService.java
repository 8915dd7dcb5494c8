package io.storeloop.campaign;

import io.storeloop.common.schema.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** campaign-service as a process of its own, which can be killed as {@code kill -9} does. */
public final class KilledCampaignService implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;
  private volatile boolean killed;

  private KilledCampaignService(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts one on the database, tells of it at once, and waits until it answers. */
  public static void start(
      TestDatabase database, Map<String, String> more, Consumer<KilledCampaignService> begun) {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      free.close();
      Map<String, String> settings = new HashMap<>(database.settings());
      settings.put("server.port", Integer.toString(port));
      settings.put("server.address", "127.0.0.1");
      settings.putAll(more);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Xmx256m");
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add("io.storeloop.campaign.CampaignApplication");
      settings.forEach((key, value) -> command.add("--" + key + "=" + value));
      Path log = Files.createTempFile("campaign-service", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      KilledCampaignService service = new KilledCampaignService(process, log, port);
      begun.accept(service);
      service.awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answersWell("/actuator/health/readiness")) {
      if (killed) {
        return;
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new AssertionError("the process did not start:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private boolean answersWell(String path) {
    try {
      return http.send(
                  HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public JsonNode post(String path, String body) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(uri(path))
                  .timeout(PATIENCE)
                  .header("Authorization", "Bearer " + TestDatabase.SECRET_KEY)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new AssertionError(response.body());
      }
      return JsonMapper.shared().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  public void kill() {
    killed = true;
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
