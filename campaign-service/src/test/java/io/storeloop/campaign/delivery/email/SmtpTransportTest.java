package io.storeloop.campaign.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.delivery.outbox.Verdict;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpTransportTest {
  private static final String GREETING = "220 shop.example";
  private static final String NOTHING = "";
  private static final String PATIENT = "10000";
  private static final String HASTY = "300";
  private static final Verdict ANSWER = new Verdict.Later("smtp_failed", null);

  /**
   * An SMTP server that greets and answers the mail as told, and resets the connection right after
   * that; or stays silent with an open line where it is told to say nothing.
   */
  private static final class Server implements AutoCloseable {
    private final ServerSocket socket;
    private final String greeting;
    private final String afterMail;

    Server(String greeting, String afterMail) throws IOException {
      this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      this.greeting = greeting;
      this.afterMail = afterMail;
      Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
      try (Socket caller = socket.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
        say(caller, greeting);
        boolean reading = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (reading && line.equals(".") && !afterMail.equals(NOTHING)) {
            caller.setSoLinger(true, 0);
            say(caller, afterMail);
            return;
          }
          if (!reading && !greeting.equals(NOTHING)) {
            reading = line.equals("DATA");
            say(caller, reading ? "354 go on" : "250 ok");
          }
        }
      } catch (IOException over) {
        throw new UncheckedIOException(over);
      }
    }

    private static void say(Socket caller, String line) throws IOException {
      if (line.equals(NOTHING)) {
        return;
      }
      caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      caller.getOutputStream().flush();
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static Verdict sentTo(String greeting, String afterMail, String timeoutMillis)
      throws IOException, MessagingException {
    try (Server server = new Server(greeting, afterMail)) {
      return sentTo(server.port(), timeoutMillis);
    }
  }

  private static Verdict sentTo(int port, String timeoutMillis) throws MessagingException {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    sender.getJavaMailProperties().setProperty("mail.smtp.timeout", timeoutMillis);
    MimeMessage mail = sender.createMimeMessage();
    mail.setFrom("shop@shop.example");
    mail.setRecipients(MimeMessage.RecipientType.TO, "anna@shop.example");
    mail.setSubject("Hello");
    mail.setText("Hello");
    return SmtpTransport.deliver(sender, mail);
  }

  @Test
  void aMailThatTheServerTookBeforeItHungUpIsDelivered() throws Exception {
    assertThat(sentTo(GREETING, "250 taken", PATIENT)).isEqualTo(new Verdict.Delivered());
  }

  @Test
  void aMailThatItDidNotTakeIsTriedAgainAndIsAnAnswer() throws Exception {
    assertThat(sentTo(GREETING, "451 not now", PATIENT)).isEqualTo(ANSWER);
    assertThat(sentTo("421 too many", NOTHING, PATIENT)).isEqualTo(ANSWER);
  }

  @Test
  void aServerThatAcceptsTheCallAndSaysNothingIsSilent() throws Exception {
    assertThat(sentTo(NOTHING, NOTHING, HASTY)).isEqualTo(Verdict.Later.silence());
  }

  @Test
  void aServerThatSaysNothingToTheMailIsSilent() throws Exception {
    assertThat(sentTo(GREETING, NOTHING, HASTY)).isEqualTo(Verdict.Later.silence());
  }

  @Test
  void aPortThatNobodyListensOnIsSilent() throws Exception {
    int deserted;
    try (Server gone = new Server(GREETING, NOTHING)) {
      deserted = gone.port();
    }

    assertThat(sentTo(deserted, PATIENT)).isEqualTo(Verdict.Later.silence());
  }
}
