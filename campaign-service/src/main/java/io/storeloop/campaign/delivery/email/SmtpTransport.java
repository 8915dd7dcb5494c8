package io.storeloop.campaign.delivery.email;

import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.delivery.outbox.Envelope;
import io.storeloop.campaign.delivery.outbox.Transport;
import io.storeloop.campaign.delivery.outbox.Verdict;
import io.storeloop.campaign.message.Channel;
import io.storeloop.common.conditions.Value;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends by the SMTP server of {@code spring.mail}, to the address in {@code traits.email}. */
@Component
class SmtpTransport implements Transport {
  private static final int DEEPEST_CAUSE = 10;

  private final ObjectProvider<JavaMailSender> server;
  private final DeliveryProperties properties;

  SmtpTransport(ObjectProvider<JavaMailSender> server, DeliveryProperties properties) {
    this.server = server;
    this.properties = properties;
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public Verdict send(Envelope envelope) {
    JavaMailSender sender = server.getIfAvailable();
    if (sender == null || properties.mailFrom().isBlank() || envelope.unsubscribeUrl().isEmpty()) {
      return new Verdict.Refused("email_not_configured");
    }
    String trait = envelope.profile().value("traits.email").map(Value::toString).orElse("");
    if (trait.isBlank()) {
      return new Verdict.Suppressed("no_address");
    }
    Optional<InternetAddress> address = ShopperAddress.of(trait);
    if (address.isEmpty()) {
      return new Verdict.Suppressed("invalid_address");
    }
    try {
      MimeMessage mail = sender.createMimeMessage();
      MailContent.write(mail, envelope, address.get(), properties.mailFrom());
      return deliver(sender, mail);
    } catch (MessagingException notAMail) {
      return new Verdict.Refused("invalid_message");
    }
  }

  /** Hands a mail to the server. */
  static Verdict deliver(JavaMailSender sender, MimeMessage mail) {
    try {
      sender.send(mail);
      return new Verdict.Delivered();
    } catch (MailSendException failure) {
      return verdict(failure);
    } catch (MailException notNow) {
      return new Verdict.Later("smtp_failed", null);
    }
  }

  /** A server that took the mail and then hung up has it: a failure that names no mail is that. */
  private static Verdict verdict(MailSendException failure) {
    if (failure.getFailedMessages().isEmpty()) {
      return new Verdict.Delivered();
    }
    List<Exception> failures = List.of(failure.getMessageExceptions());
    if (failures.stream().anyMatch(SmtpTransport::refusesTheAddress)) {
      return new Verdict.Refused("recipient_refused");
    }
    return failures.stream().anyMatch(SmtpTransport::isSilence)
        ? Verdict.Later.silence()
        : new Verdict.Later("smtp_failed", null);
  }

  /** No connection, or nothing on it in time. */
  private static boolean isSilence(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(failure, Objects::nonNull, SmtpTransport::cause)
        .limit(DEEPEST_CAUSE)
        .anyMatch(
            cause -> cause instanceof ConnectException || cause instanceof SocketTimeoutException);
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure == null ? null : failure.getCause();
  }

  /** The server has said for good that there is no such address (RFC 5321, §4.2.2, 550 and kin). */
  private static boolean refusesTheAddress(Exception failure) {
    return failure instanceof SendFailedException refused
        && refused.getInvalidAddresses() != null
        && refused.getInvalidAddresses().length > 0;
  }
}
