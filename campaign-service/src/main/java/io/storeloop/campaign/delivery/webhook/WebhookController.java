package io.storeloop.campaign.delivery.webhook;

import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Destinations that campaigns send to. */
@RestController
@RequestMapping("/v1/webhooks")
@Tag(name = "Webhooks")
class WebhookController {
  private static final int SECRET_BYTES = 32;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final JdbcWebhooks webhooks;
  private final DeliveryProperties properties;
  private final Clock clock;
  private final RandomGenerator random;

  WebhookController(
      JdbcWebhooks webhooks,
      DeliveryProperties properties,
      Clock clock,
      @Qualifier("campaignRandom") RandomGenerator random) {
    this.webhooks = webhooks;
    this.properties = properties;
    this.clock = clock;
    this.random = random;
  }

  @Schema(name = "WebhookRequest")
  record WebhookRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "CRM") @Nullable String name,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description =
                  "http or https. Loopback, private and link-local addresses are refused at each call.",
              example = "https://crm.shop.example/hooks/storeloop")
          @Nullable String url) {}

  @Schema(name = "Webhook")
  record WebhookAnswer(
      UUID webhookId,
      String name,
      String url,
      Instant createdAt,
      @Schema(
              description = "Told once, when it is made; keep it.",
              example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
          @Nullable String secret,
      @Schema(description = "After a rotation: until when the secret before signs too.")
          @Nullable Instant oldSecretValidUntil) {}

  @Schema(name = "WebhookPage")
  record WebhookPage(List<WebhookAnswer> webhooks, @Nullable String nextCursor) {}

  /** {@code POST /v1/webhooks}: 201 with the secret, which is not told again; 400. */
  @PostMapping
  @Operation(
      summary = "Add a destination",
      description =
          "The answer holds the secret, once. Calls are signed as Standard Webhooks has it: HMAC-SHA-256 over"
              + " `webhook-id.webhook-timestamp.body`, in `webhook-signature`. The same `webhook-id` is the same message.")
  @ApiResponse(
      responseCode = "201",
      description = "The destination with its secret; `Location` is its address.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = WebhookAnswer.class),
              examples =
                  @ExampleObject(
                      """
                      {"webhookId": "0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1a", "name": "CRM",
                       "url": "https://crm.shop.example/hooks/storeloop", "createdAt": "2026-11-23T21:39:00Z",
                       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA="}
                      """)))
  @ApiResponse(
      responseCode = "400",
      description = "`missing_value`, `invalid_url`, `unknown_field`, `malformed_json`")
  ResponseEntity<WebhookAnswer> create(@RequestBody WebhookRequest request) {
    WebhookReader.Written written = WebhookReader.read(request);
    Instant now = now();
    Webhook webhook =
        new Webhook(
            Uuids.v7(now, random), written.name(), written.url(), newSecret(), null, null, now);
    webhooks.add(webhook);
    return ResponseEntity.created(URI.create("/v1/webhooks/" + webhook.id()))
        .cacheControl(CacheControl.noStore())
        .body(answer(webhook, WebhookSignature.written(webhook.secret())));
  }

  /** {@code GET /v1/webhooks}: oldest first; an empty list when there are none. */
  @GetMapping
  @Operation(summary = "List destinations", description = "Oldest first, without their secrets.")
  @ApiResponse(responseCode = "200", description = "A page.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`",
      content = @Content)
  WebhookPage list(
      @Parameter(description = "At most so many, 1 to 1000.") @RequestParam(defaultValue = "50")
          int limit,
      @Parameter(description = "`nextCursor` of the page before.") @RequestParam(required = false)
          @Nullable String cursor) {
    int most = PageCursor.limit(limit);
    List<Webhook> page = webhooks.page(after(cursor), most + 1);
    boolean more = page.size() > most;
    List<Webhook> shown = more ? page.subList(0, most) : page;
    return new WebhookPage(
        shown.stream().map(webhook -> answer(webhook, null)).toList(),
        more ? PageCursor.encode(shown.getLast().id().toString()) : null);
  }

  /** {@code GET /v1/webhooks/{id}}: 404 {@code unknown_webhook}. */
  @GetMapping("/{id}")
  @Operation(summary = "Read a destination", description = "Without its secret.")
  @ApiResponse(responseCode = "200", description = "The destination.")
  @ApiResponse(responseCode = "404", description = "`unknown_webhook`", content = @Content)
  WebhookAnswer read(@PathVariable UUID id) {
    return answer(found(id), null);
  }

  /** {@code PUT /v1/webhooks/{id}}: name and address; the secret stays. */
  @PutMapping("/{id}")
  @Operation(
      summary = "Change a destination",
      description = "Its secret stays. What still waits goes to the new address.")
  @ApiResponse(responseCode = "200", description = "The destination as it is now.")
  @ApiResponse(
      responseCode = "400",
      description = "`missing_value`, `invalid_url`",
      content = @Content)
  @ApiResponse(responseCode = "404", description = "`unknown_webhook`", content = @Content)
  WebhookAnswer replace(@PathVariable UUID id, @RequestBody WebhookRequest request) {
    WebhookReader.Written written = WebhookReader.read(request);
    if (!webhooks.change(id, written.name(), written.url())) {
      throw unknown(id);
    }
    return read(id);
  }

  /** {@code POST /v1/webhooks/{id}/rotate}: a new secret, told once; both sign for a time. */
  @PostMapping("/{id}/rotate")
  @Operation(
      summary = "Change the secret",
      description =
          "The answer holds the new secret, once. Calls carry a signature of each until `oldSecretValidUntil`.")
  @ApiResponse(responseCode = "200", description = "The destination with its new secret.")
  @ApiResponse(responseCode = "404", description = "`unknown_webhook`", content = @Content)
  ResponseEntity<WebhookAnswer> rotate(@PathVariable UUID id) {
    byte[] secret = newSecret();
    if (!webhooks.rotate(id, secret, now().plus(properties.webhook().oldSecretValid()))) {
      throw unknown(id);
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(answer(found(id), WebhookSignature.written(secret)));
  }

  /** {@code DELETE /v1/webhooks/{id}}: 204; 409 {@code webhook_in_use}. */
  @DeleteMapping("/{id}")
  @Operation(
      summary = "Remove a destination",
      description = "Refused while a campaign that has not ended sends to it.")
  @ApiResponse(responseCode = "204", description = "It is gone.")
  @ApiResponse(responseCode = "404", description = "`unknown_webhook`", content = @Content)
  @ApiResponse(responseCode = "409", description = "`webhook_in_use`", content = @Content)
  ResponseEntity<Void> delete(@PathVariable UUID id) {
    if (webhooks.isUsed(id)) {
      throw ProblemException.conflict(
          "webhook_in_use", "a campaign that has not ended sends to this webhook");
    }
    if (!webhooks.delete(id)) {
      throw unknown(id);
    }
    return ResponseEntity.noContent().build();
  }

  private Webhook found(UUID id) {
    return webhooks.find(id).orElseThrow(() -> unknown(id));
  }

  private static ProblemException unknown(UUID id) {
    return ProblemException.unknown("webhook", id.toString());
  }

  private WebhookAnswer answer(Webhook webhook, @Nullable String secret) {
    Instant until = webhook.oldSecretUntil();
    return new WebhookAnswer(
        webhook.id(),
        webhook.name(),
        webhook.url().toString(),
        webhook.createdAt(),
        secret,
        until != null && until.isAfter(clock.instant()) ? until : null);
  }

  private byte[] newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static UUID after(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    try {
      return key.isEmpty() ? BEFORE_ALL : UUID.fromString(key);
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }
}
