package io.storeloop.campaign.delivery.webhook;

import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.delivery.outbox.Envelope;
import io.storeloop.campaign.delivery.outbox.Given;
import io.storeloop.campaign.delivery.outbox.Transport;
import io.storeloop.campaign.delivery.outbox.Verdict;
import io.storeloop.campaign.message.Channel;
import io.storeloop.campaign.message.Template;
import io.storeloop.campaign.offer.OfferContent;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends by a signed call. */
@Component
class WebhookTransport implements Transport, DisposableBean {
  private static final int GONE = 410;

  /**
   * What the receiver may answer otherwise another time: timeouts, conflicts, too early, too many.
   */
  private static final Set<Integer> WORTH_TRYING_AGAIN = Set.of(408, 409, 425, 429);

  private final JdbcWebhooks webhooks;
  private final JsonMapper json;
  private final HttpDestination destination;

  WebhookTransport(JdbcWebhooks webhooks, JsonMapper json, DeliveryProperties properties) {
    this.webhooks = webhooks;
    this.json = json;
    this.destination =
        new HttpDestination(properties.webhook().allowPrivate(), properties.webhook().timeout());
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public Verdict send(Envelope envelope) {
    Webhook webhook =
        Optional.ofNullable(envelope.plan().webhookId()).flatMap(webhooks::find).orElse(null);
    if (webhook == null) {
      return new Verdict.Refused("unknown_webhook");
    }
    String id = "msg_" + envelope.send().id();
    String body = json.writeValueAsString(body(envelope));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Storeloop");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(envelope.now().getEpochSecond()));
    headers.put(
        "webhook-signature",
        WebhookSignature.of(webhook.secrets(envelope.now()), id, envelope.now(), body));
    try {
      return verdict(destination.post(webhook.url(), headers, body), envelope.now());
    } catch (HttpDestination.RefusedAddress refused) {
      return new Verdict.Refused("address_refused");
    } catch (IOException unreachable) {
      return Verdict.Later.silence();
    }
  }

  static Verdict verdict(HttpDestination.Answer answer, Instant now) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new Verdict.Delivered();
    }
    if (status >= 500 || WORTH_TRYING_AGAIN.contains(status)) {
      return new Verdict.Later(
          "status_" + status, retryAfter(answer.headers().get("retry-after"), now));
    }
    return new Verdict.Refused(status == GONE ? "gone" : "status_" + status);
  }

  /** Seconds, or a date (RFC 9110, §10.2.3); null for anything else. */
  static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    if (header.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(header));
    }
    try {
      Instant at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  private ObjectNode body(Envelope envelope) {
    var send = envelope.send();
    ObjectNode body = json.createObjectNode();
    body.put("type", "campaign.send");
    body.put("timestamp", envelope.now().toString());
    ObjectNode data = body.putObject("data");
    data.put("sendId", send.id().toString());
    data.put("campaignId", send.campaignId().toString());
    data.put("campaign", envelope.campaign().plan().name());
    data.put("step", send.step());
    data.put("decisionId", envelope.decisionId().toString());
    data.put("userId", send.shopper().userId());
    data.put("anonymousId", send.shopper().anonymousId());
    data.put("occurredAt", send.occurredAt().toString());
    data.set("occasion", send.detail());
    Given given = envelope.given();
    OfferContent content = given.content();
    ObjectNode offer = data.putObject("offer");
    offer.put("offerId", envelope.offer().offerId());
    offer.put("title", content.title());
    offer.put("body", content.body());
    offer.put("imageUrl", content.imageUrl());
    offer.put("link", content.link());
    ObjectNode values = offer.putObject("values");
    content.values().forEach(values::put);
    if (given.language() != null) {
      offer.put("language", given.language());
    }
    if (given.couponCode() != null) {
      offer.put("couponCode", given.couponCode());
    }
    if (!given.items().isEmpty()) {
      ArrayNode items = offer.putArray("items");
      for (Given.Item item : given.items()) {
        items
            .addObject()
            .put("itemId", item.itemId())
            .put("title", item.title())
            .put("price", item.price())
            .put("currency", item.currency());
      }
    }
    ObjectNode message = data.putObject("message");
    message.put("subject", envelope.message().subject().line(envelope.values()));
    message.put("text", envelope.message().text().text(envelope.values()));
    Template html = envelope.message().html();
    if (html != null) {
      message.put("html", html.html(envelope.values()));
    }
    if (!envelope.unsubscribeUrl().isEmpty()) {
      data.put("unsubscribeUrl", envelope.unsubscribeUrl());
    }
    return body;
  }

  @Override
  public void destroy() {
    destination.close();
  }
}
