package io.storeloop.campaign.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.campaign.delivery.outbox.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDestinationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  /** A server that says what it is told to, on loopback. */
  private static final class Server implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    Server(String answer, boolean keepsSilent) throws IOException {
      socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      Thread.ofVirtual()
          .start(() -> {
            CountDownLatch never = new CountDownLatch(1);
            try (Socket caller = socket.accept()) {
              connections.incrementAndGet();
              caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
              caller.getOutputStream().flush();
              if (keepsSilent) {
                never.await();
              }
              caller.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException | InterruptedException over) {
              // the test is over
            }
          });
    }

    URI url(String host) {
      return URI.create("http://" + host + ":" + socket.getLocalPort() + "/hook");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static HttpDestination.Answer call(String answer, boolean silent) throws IOException {
    try (Server server = new Server(answer, silent);
        HttpDestination destination = new HttpDestination(true, TIMEOUT)) {
      return destination.post(server.url("127.0.0.1"), Map.of("webhook-id", "1"), "{}");
    }
  }

  @Test
  void theStatusAndTheHeadersOfTheFinalAnswerAreRead() throws IOException {
    var answer =
        call(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Slow down\r\nRetry-After: 7\r\nContent-Length: 9\r\n\r\n",
            false);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(WebhookTransport.verdict(answer, NOW))
        .isEqualTo(new Verdict.Later("status_429", Duration.ofSeconds(7)));
  }

  @Test
  void aRedirectLeadsNowhere() throws IOException {
    var answer = call("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n", false);

    assertThat(WebhookTransport.verdict(answer, NOW)).isEqualTo(new Verdict.Refused("status_302"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nX-Slow: "})
  void whoKeepsSilentIsHungUpOn(String answer) {
    long start = System.nanoTime();

    assertThatThrownBy(() -> call(answer, true)).isInstanceOf(IOException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aNameServerThatKeepsSilentIsNotWaitedFor() {
    CountDownLatch never = new CountDownLatch(1);
    HttpDestination.Names silent =
        name -> {
          try {
            never.await();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
          return new InetAddress[0];
        };
    try (HttpDestination destination = new HttpDestination(silent, true, TIMEOUT)) {
      long start = System.nanoTime();

      assertThatThrownBy(
              () -> destination.post(URI.create("http://crm.shop.example/"), Map.of(), "{}"))
          .isInstanceOf(IOException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void garbageAndEndlessHeadersAreNoAnswer() {
    assertThatThrownBy(() -> call("SSH-2.0-OpenSSH\r\n", false)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> call("HTTP/1.1 200 OK\r\nX: " + "a".repeat(20_000), true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"})
  void noFormOfALoopbackAddressIsCalled(String host) throws IOException {
    try (Server server = new Server("HTTP/1.1 200 OK\r\n\r\n", false);
        HttpDestination destination = new HttpDestination(false, TIMEOUT)) {
      assertThatThrownBy(() -> destination.post(server.url(host), Map.of(), "{}"))
          .isInstanceOf(IOException.class);
      assertThat(server.connections.get()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, Delivered", "204, Delivered", "301, Refused", "400, Refused", "404, Refused",
        "410, Refused",
    "408, Later", "409, Later", "425, Later", "429, Later", "500, Later", "503, Later"
  })
  void theStatusDecidesWhetherToTryAgain(int status, String verdict) {
    assertThat(
            WebhookTransport.verdict(new HttpDestination.Answer(status, Map.of()), NOW)
                .getClass()
                .getSimpleName())
        .isEqualTo(verdict);
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    assertThat(WebhookTransport.retryAfter("120", NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(WebhookTransport.retryAfter("Sun, 1 Mar 2026 12:00:30 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(WebhookTransport.retryAfter("soon", NOW)).isNull();
    assertThat(WebhookTransport.retryAfter(null, NOW)).isNull();
  }
}
