package io.storeloop.campaign.delivery.email;

import io.storeloop.campaign.delivery.outbox.Envelope;
import io.storeloop.campaign.message.Template;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * What a mail consists of: text, HTML beside it if there is some, and the headers by which a mail
 * program unsubscribes in one click.
 *
 * <p>The id of the send is in {@code Message-ID} and in {@code X-Storeloop-Send}: a repetition has
 * the same. Source of the headers: RFC 2369 and RFC 8058.
 */
final class MailContent {
  private MailContent() {}

  static void write(MimeMessage mail, Envelope envelope, InternetAddress to, String from)
      throws MessagingException {
    InternetAddress sender = new InternetAddress(from, true);
    Template html = envelope.message().html();
    MimeMessageHelper helper =
        new MimeMessageHelper(mail, html != null, StandardCharsets.UTF_8.name());
    helper.setFrom(sender);
    helper.setTo(to);
    helper.setSubject(envelope.message().subject().line(envelope.values()));
    helper.setSentDate(Date.from(Instant.ofEpochSecond(envelope.now().getEpochSecond())));
    String text = withLink(envelope);
    if (html == null) {
      helper.setText(text);
    } else {
      helper.setText(text, withLink(envelope, html));
    }
    String id = envelope.send().id().toString();
    String domain = sender.getAddress().substring(sender.getAddress().indexOf('@') + 1);
    mail.setHeader("Message-ID", "<" + id + "@" + domain + ">");
    mail.setHeader("X-Storeloop-Send", id);
    mail.setHeader("List-Unsubscribe", "<" + envelope.unsubscribeUrl() + ">");
    mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    mail.setHeader("Auto-Submitted", "auto-generated");
  }

  /** Everybody can unsubscribe, also where the template has forgotten it. */
  private static String withLink(Envelope envelope) {
    String text = envelope.message().text().text(envelope.values());
    return text.contains(envelope.unsubscribeUrl())
        ? text
        : text + "\n\n--\nUnsubscribe: " + envelope.unsubscribeUrl() + "\n";
  }

  private static String withLink(Envelope envelope, Template template) {
    String html = template.html(envelope.values());
    String link = Template.escaped(envelope.unsubscribeUrl());
    return html.contains(link) ? html : html + "<p><a href=\"" + link + "\">Unsubscribe</a></p>";
  }
}
