package io.storeloop.campaign.delivery.unsubscribe;

import io.storeloop.campaign.audience.HttpProfiles;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.delivery.unsubscribe.JdbcUnsubscriptions.Recipient;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where shoppers say that they want nothing more; without a key, by the token in their mail. */
@RestController
@RequestMapping("/v1/unsubscribe/{token}")
@Tag(name = "Unsubscribe")
class UnsubscribeController {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
      <title>Unsubscribe</title></head>
      <body><main>%s</main></body>
      </html>
      """;
  private static final String ASK =
      """
      <h1>Unsubscribe</h1>
      <p>You will get no more of these messages.</p>
      <form method="post"><button>Unsubscribe</button></form>\
      """;
  private static final String DONE =
      "<h1>Unsubscribed</h1><p>You will get no more of these messages.</p>";

  private final UnsubscribeLinks links;
  private final JdbcUnsubscriptions unsubscriptions;
  private final HttpProfiles profiles;
  private final Clock clock;

  UnsubscribeController(
      UnsubscribeLinks links,
      JdbcUnsubscriptions unsubscriptions,
      HttpProfiles profiles,
      Clock clock) {
    this.links = links;
    this.unsubscriptions = unsubscriptions;
    this.profiles = profiles;
    this.clock = clock;
  }

  /** {@code GET}: a page that asks; it changes nothing, because programs open links too. */
  @GetMapping
  @SecurityRequirements
  @Operation(
      summary = "The page that asks whether to unsubscribe",
      description = "For people. It changes nothing: mail programs open links before people do.")
  @ApiResponse(
      responseCode = "200",
      description = "A page with a button.",
      content = @Content(mediaType = "text/html", schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "404", description = "`unknown_unsubscribe_token`")
  ResponseEntity<String> ask(
      @Parameter(description = "As it stands in the message.") @PathVariable String token) {
    send(token);
    return page(ASK);
  }

  /** {@code POST}: does it, also in one click (RFC 8058); again it changes nothing. */
  @PostMapping
  @SecurityRequirements
  @Operation(
      summary = "Unsubscribe",
      description =
          "From the channel by which the message came, for good. The button of the page, or a mail program by RFC 8058."
              + " What still waits is looked at again before it would leave.")
  @ApiResponse(
      responseCode = "200",
      description = "Done, also if it was before.",
      content = @Content(mediaType = "text/html", schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "404", description = "`unknown_unsubscribe_token`")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
  ResponseEntity<String> unsubscribe(
      @Parameter(description = "As it stands in the message.") @PathVariable String token) {
    UUID send = send(token);
    unsubscriptions
        .recipient(send)
        .ifPresent(recipient ->
            unsubscriptions.add(send, address(recipient).orElse(null), clock.instant()));
    return page(DONE);
  }

  /** Known while profile-service answers; without it the shopper alone is unsubscribed. */
  private Optional<String> address(Recipient recipient) {
    return profiles.ask(new Shopper(recipient.userId(), recipient.anonymousId()), false)
            instanceof Known known
        ? known.subject().value("traits.email").map(Value::toString)
        : Optional.empty();
  }

  private UUID send(String token) {
    return links
        .read(token)
        .orElseThrow(() ->
            ProblemException.of(
                HttpStatus.NOT_FOUND,
                "unknown_unsubscribe_token",
                "this is no link of ours: copy it whole from the message"));
  }

  private static ResponseEntity<String> page(String body) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .header(
            "Content-Security-Policy",
            "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(PAGE.formatted(body));
  }
}
