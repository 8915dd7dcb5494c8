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
  /** An SMTP server that answers the mail as told, and resets the connection right after that. */
  private static final class Server implements AutoCloseable {
    private final ServerSocket socket;
    private final String afterMail;

    Server(String afterMail) throws IOException {
      this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      this.afterMail = afterMail;
      Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
      try (Socket caller = socket.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
        say(caller, "220 shop.example");
        boolean reading = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (reading && line.equals(".")) {
            caller.setSoLinger(true, 0);
            say(caller, afterMail);
            return;
          }
          if (!reading) {
            reading = line.equals("DATA");
            say(caller, reading ? "354 go on" : "250 ok");
          }
        }
      } catch (IOException over) {
        throw new UncheckedIOException(over);
      }
    }

    private static void say(Socket caller, String line) throws IOException {
      caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      caller.getOutputStream().flush();
    }

    JavaMailSenderImpl sender() {
      JavaMailSenderImpl sender = new JavaMailSenderImpl();
      sender.setHost("127.0.0.1");
      sender.setPort(socket.getLocalPort());
      sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "10000");
      return sender;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static Verdict sentTo(String afterMail) throws IOException, MessagingException {
    try (Server server = new Server(afterMail)) {
      JavaMailSenderImpl sender = server.sender();
      MimeMessage mail = sender.createMimeMessage();
      mail.setFrom("shop@shop.example");
      mail.setRecipients(MimeMessage.RecipientType.TO, "anna@shop.example");
      mail.setSubject("Hello");
      mail.setText("Hello");
      return SmtpTransport.deliver(sender, mail);
    }
  }

  @Test
  void aMailThatTheServerTookBeforeItHungUpIsDelivered() throws Exception {
    assertThat(sentTo("250 taken")).isEqualTo(new Verdict.Delivered());
  }

  @Test
  void aMailThatItDidNotTakeIsTriedAgain() throws Exception {
    assertThat(sentTo("451 not now")).isEqualTo(new Verdict.Later("smtp_failed", null));
  }
}
