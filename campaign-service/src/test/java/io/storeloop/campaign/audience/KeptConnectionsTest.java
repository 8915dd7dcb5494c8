package io.storeloop.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.campaign.audience.KeptConnections.Answer;
import io.storeloop.campaign.audience.KeptConnections.TooLongException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptConnectionsTest {
  private static final String QUESTION = "{\"ids\":[\"anna\"]}";
  private static final long LONG = Duration.ofSeconds(20).toNanos();

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> questions = new ConcurrentLinkedQueue<>();
  private volatile List<String> answers = List.of();
  private volatile boolean closesAfterAnswer;
  private final KeptConnections kept;

  KeptConnectionsTest() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    kept =
        new KeptConnections(
            URI.create("http://127.0.0.1:" + server.getLocalPort() + "/below/"),
            "Authorization: Bearer key\r\n",
            Duration.ofSeconds(5),
            1000,
            4);
  }

  @AfterEach
  void close() throws IOException {
    kept.close();
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        questions.add(line);
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
          questions.add(header);
        }
        char[] body = new char[QUESTION.length()];
        for (int read = 0; read < body.length; read += in.read(body, read, body.length - read)) {
          // until all of it is there
        }
        questions.add(new String(body));
        for (String part : answers) {
          socket.getOutputStream().write(part.getBytes(StandardCharsets.UTF_8));
          socket.getOutputStream().flush();
        }
        if (closesAfterAnswer) {
          return;
        }
      }
    } catch (IOException gone) {
      // the client has closed
    }
  }

  private Answer ask() throws IOException {
    return ask(System.nanoTime() + LONG);
  }

  private Answer ask(long until) throws IOException {
    return kept.post("/v1/profiles/lookup", QUESTION.getBytes(StandardCharsets.UTF_8), until);
  }

  private static String text(Answer answer) {
    return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void oneConnectionServesManyQuestions() throws IOException {
    answers = List.of("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{\"", "ä");

    assertThat(text(ask())).isEqualTo("200 {\"ä");
    assertThat(text(ask())).isEqualTo("200 {\"ä");

    assertThat(connections).hasValue(1);
    assertThat(questions)
        .contains(
            "POST /below/v1/profiles/lookup HTTP/1.1",
            "Content-Length: " + QUESTION.length(),
            QUESTION,
            "Authorization: Bearer key",
            "Host: 127.0.0.1:" + server.getLocalPort());
  }

  @Test
  void chunksAndTrailersAreRead() throws IOException {
    answers =
        List.of(
            "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3;name=value\r\nabc\r\n",
            "2\r\nde\r\n0\r\nTrailer: x\r\n\r\n");

    assertThat(text(ask())).isEqualTo("404 abcde");
    assertThat(text(ask())).isEqualTo("404 abcde");
    assertThat(connections).hasValue(1);
  }

  @Test
  void aConnectionThatTheServerClosedMeanwhileIsReplaced() throws IOException {
    answers = List.of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    closesAfterAnswer = true;

    for (int i = 1; i <= 5; i++) {
      assertThat(text(ask())).isEqualTo("200 {}");
      assertThat(connections).hasValue(i);
    }
  }

  @Test
  void whoSaysSoIsNotKept() throws IOException {
    answers = List.of("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
    ask();
    ask();

    assertThat(connections).hasValue(2);
  }

  @Test
  void withoutALengthTheEndOfTheConnectionIsTheEndOfTheAnswer() throws IOException {
    answers = List.of("HTTP/1.0 200 OK\r\n\r\n{\"a\":", "1}");
    closesAfterAnswer = true;

    assertThat(text(ask())).isEqualTo("200 {\"a\":1}");
  }

  @Test
  void anAnswerIsBoundedAndSoIsItsHead() {
    answers = List.of("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n");
    assertThatThrownBy(this::ask).isInstanceOf(TooLongException.class);
    answers = List.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n");
    assertThatThrownBy(this::ask).isInstanceOf(TooLongException.class);
    answers = List.of("HTTP/1.1 200 OK\r\nX: " + "x".repeat(40_000));
    assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNotHttpIsRefused() {
    for (String garbage :
        List.of(
            "SSH-2.0-x\r\n\r\n",
            "HTTP/1.1 abc OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
      answers = List.of(garbage);
      assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
    }
  }

  @Test
  void theDeadlineHoldsForEveryRead() {
    answers = List.of("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123");
    long began = System.nanoTime();

    assertThatThrownBy(() -> ask(System.nanoTime() + Duration.ofMillis(100).toNanos()))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }
}
