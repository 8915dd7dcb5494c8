package io.storeloop.campaign.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.campaign.delivery.SendingCampaigns;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MailIT {
  private static final String REVIEW = "{\"type\": \"event\", \"event\": \"review\"}";

  private final RunningCampaignService service = RunningCampaignService.shared();
  private final SendingCampaigns campaigns = new SendingCampaigns(service);

  @AfterEach
  void endCampaigns() {
    campaigns.endAll();
  }

  private void knows(String user, String firstName, String email) {
    service.profiles.knows(
        user,
        "{\"userId\": \"%s\", \"traits\": {\"firstName\": \"%s\", \"email\": \"%s\"}}"
            .formatted(user, firstName, email));
  }

  private String mailing(String user) {
    return campaigns.running(
        "\"email\"",
        REVIEW,
        "",
        ", \"holdoutShare\": 0, \"condition\": {\"userId\": \"" + user + "\"}");
  }

  private List<MimeMessage> mailsTo(String address) {
    return Stream.of(service.mails.getReceivedMessages())
        .filter(mail -> {
          try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(address);
          } catch (MessagingException e) {
            throw new AssertionError(e);
          }
        })
        .toList();
  }

  private static String header(MimeMessage mail, String name) throws MessagingException {
    return String.join("|", mail.getHeader(name));
  }

  @Test
  void aMailGoesOutAndCanBeUnsubscribedInOneClick() throws Exception {
    knows("mail-anna", "Änna\\r\\nBcc: ben@shop.example", "anna@shop.example");
    String campaign = mailing("mail-anna");

    service.event("review").by("mail-anna", null).happens();

    String id = campaigns.awaitSend(campaign, "sent").path("sendId").asString();
    MimeMessage mail = mailsTo("anna@shop.example").getFirst();
    assertThat(mail.getSubject()).isEqualTo("Hello Änna  Bcc: ben@shop.example");
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getFrom()[0].toString()).isEqualTo("shop@shop.example");
    assertThat(mail.getMessageID()).isEqualTo("<" + id + "@shop.example>");
    assertThat(header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    String link = header(mail, "List-Unsubscribe").replaceAll("[<>]", "");
    assertThat(link).startsWith("https://shop.example/v1/unsubscribe/");
    assertThat(mail.getContent().toString()).contains(link);

    String path = link.substring("https://shop.example".length());
    assertThat(path).doesNotContain("anna");
    assertThat(asShopper("GET", path).raw().body()).contains("<form method=\"post\">");
    service.event("review").by("mail-anna", null).happens();
    assertThat(asShopper("POST", path).raw().statusCode()).isEqualTo(200);
    assertThat(asShopper("POST", path).raw().statusCode()).isEqualTo(200);
    // another user with the same address has said no too
    knows("mail-ann", "Ann", " ANNA@shop.example ");
    String second = mailing("mail-ann");
    String third = mailing("mail-anna");
    service.event("review").by("mail-ann", null).happens();
    service.event("review").by("mail-anna", null).happens();

    awaitReason(second, "unsubscribed");
    awaitReason(third, "unsubscribed");
    assertThat(mailsTo("anna@shop.example")).hasSize(1);
  }

  /** Of the sends of a campaign, one has that reason; the others are not addressed. */
  private void awaitReason(String campaign, String reason) {
    SendingCampaigns.await(() -> {
      JsonNode counts = campaigns.sends(campaign).path("counts");
      return counts
          .valueStream()
          .anyMatch(count -> count.path("reason").asString("").equals(reason));
    });
  }

  /** Without any key, and what comes back may be HTML. */
  private Answer asShopper(String method, String path) {
    return service.sendOpen(method, path);
  }

  @Test
  void htmlStandsBesideTheTextAndValuesAreNoMarkUp() throws Exception {
    knows("html-anna", "<b>Anna</b>", "html-anna@shop.example");
    String campaign =
        campaigns.running(
            "\"email\"",
            REVIEW,
            """
            "steps": [{"after": "PT0S", "message": {"subject": "S", "text": "T {{traits.firstName}}",
              "html": "<p>{{traits.firstName}}</p>"}}],
            """,
            ", \"holdoutShare\": 0, \"condition\": {\"userId\": \"html-anna\"}");

    service.event("review").by("html-anna", null).happens();

    campaigns.awaitSend(campaign, "sent");
    MimeMessage mail = mailsTo("html-anna@shop.example").getFirst();
    String html = deepest((MimeMultipart) mail.getContent(), "text/html");
    assertThat(html).contains("<p>&lt;b&gt;Anna&lt;/b&gt;</p>").contains("Unsubscribe</a>");
    assertThat(deepest((MimeMultipart) mail.getContent(), "text/plain")).contains("T <b>Anna</b>");
  }

  private static String deepest(MimeMultipart parts, String type)
      throws MessagingException, IOException {
    for (int i = 0; i < parts.getCount(); i++) {
      Object content = parts.getBodyPart(i).getContent();
      if (content instanceof MimeMultipart inner) {
        String found = deepest(inner, type);
        if (!found.isEmpty()) {
          return found;
        }
      } else if (parts.getBodyPart(i).isMimeType(type)) {
        return content.toString();
      }
    }
    return "";
  }

  @Test
  void whatIsNoAddressGetsNoMail() {
    knows("two-anna", "Anna", "anna@shop.example, ben@shop.example");
    String campaign = mailing("two-anna");

    service.event("review").by("two-anna", null).happens();

    assertThat(campaigns.awaitSend(campaign, "suppressed").path("reason").asString())
        .isEqualTo("invalid_address");
  }

  @Test
  void aLinkThatIsNotOursUnsubscribesNobody() {
    String forged = "/v1/unsubscribe/" + "A".repeat(43);

    assertThat(asShopper("POST", forged).code()).isEqualTo("unknown_unsubscribe_token");
    assertThat(asShopper("GET", "/v1/unsubscribe/x").code()).isEqualTo("unknown_unsubscribe_token");
  }
}
