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
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends by the SMTP server of {@code spring.mail}, to the address in {@code traits.email}. */
@Component
class SmtpTransport implements Transport {
  private static final int PERMANENT = 500;

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
      sender.send(mail);
      return new Verdict.Delivered();
    } catch (MailSendException failure) {
      return verdict(failure);
    } catch (MailException notNow) {
      return new Verdict.Later("smtp_failed", null);
    } catch (MessagingException notAMail) {
      return new Verdict.Refused("invalid_message");
    }
  }

  private static Verdict verdict(MailSendException failure) {
    for (Exception each : failure.getMessageExceptions()) {
      int code = replyCode(each);
      if (code >= PERMANENT) {
        return new Verdict.Refused("smtp_" + code);
      }
      if (code > 0) {
        return new Verdict.Later("smtp_" + code, null);
      }
    }
    return new Verdict.Later("smtp_failed", null);
  }

  /** The server's reply (RFC 5321, §4.2) anywhere below the failure; 0 if it has not replied. */
  private static int replyCode(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> 0;
      case SMTPAddressFailedException refused -> refused.getReturnCode();
      case SMTPSendFailedException refused when refused.getNextException() == null ->
          refused.getReturnCode();
      case SendFailedException wrapped -> replyCode(wrapped.getNextException());
      default -> replyCode(failure.getCause());
    };
  }
}
