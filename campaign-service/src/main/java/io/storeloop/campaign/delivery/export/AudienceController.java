package io.storeloop.campaign.delivery.export;

import io.storeloop.campaign.delivery.export.AudienceSearch.Place;
import io.storeloop.campaign.delivery.export.AudienceSearch.Why;
import io.storeloop.campaign.delivery.feed.HttpShopperFeed;
import io.storeloop.campaign.delivery.feed.HttpShopperFeed.FeedAway;
import io.storeloop.campaign.delivery.feed.HttpShopperFeed.UnknownSegment;
import io.storeloop.campaign.delivery.feed.ShopperPage;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Whom a campaign addresses, as a file for another system. */
@RestController
@Tag(name = "Campaigns")
class AudienceController {
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final Campaigns campaigns;
  private final HttpShopperFeed feed;
  private final AudienceSearch search;
  private final JsonMapper json;
  private final Clock clock;

  AudienceController(
      Campaigns campaigns,
      HttpShopperFeed feed,
      AudienceSearch search,
      JsonMapper json,
      Clock clock) {
    this.campaigns = campaigns;
    this.feed = feed;
    this.search = search;
    this.json = json;
    this.clock = clock;
  }

  /** {@code GET /v1/campaigns/{id}/audience}: a stream; without its last line it is not whole. */
  @GetMapping(
      path = "/v1/campaigns/{id}/audience",
      produces = {NDJSON, CSV})
  @Operation(
      summary = "Export the audience",
      description =
          """
          Everybody who meets the condition now, has not refused marketing, has not unsubscribed, is on no exclusion list of the campaign and is not held out, with the \
          offer that they get; of all shoppers, or of the members of a segment, which is faster. NDJSON or CSV, page by page as \
          it is worked out. The last line counts who is in the file and why others are not, the held out among them: without it \
          the file is not whole. With `hashed=true` there are SHA-256 hashes instead: of ids as they are, of mail addresses \
          trimmed and in lower case. A text that a spreadsheet would take for a formula begins with an apostrophe in CSV. \
          Nothing is written into the ledger.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The file.",
      content = {
        @Content(
            mediaType = NDJSON,
            schema = @Schema(type = "string"),
            examples =
                @ExampleObject(
                    """
                    {"userId":"anna","email":"anna@shop.example","offerId":"ten-percent"}
                    {"summary":{"exported":1,"held_out":1,"not_addressed":12,"no_consent":2,"unsubscribed":0,"excluded":0,"profile_unavailable":0}}
                    """)),
        @Content(mediaType = CSV, schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_parameter`: a format that is neither `ndjson` nor `csv`",
      content = @Content)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_campaign`, `unknown_segment`",
      content = @Content)
  @ApiResponse(
      responseCode = "503",
      description = "`profile_unavailable`: profile-service does not answer",
      content = @Content)
  void audience(
      @PathVariable UUID id,
      @Parameter(description = "`ndjson` or `csv`; absent: by `Accept`.")
          @RequestParam(required = false)
          @Nullable String format,
      @Parameter(description = "Hashes instead of ids and addresses.")
          @RequestParam(defaultValue = "false")
          boolean hashed,
      @Parameter(description = "Only members of this segment.") @RequestParam(required = false)
          @Nullable String segment,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = NDJSON)
          String accept,
      HttpServletResponse response)
      throws IOException {
    boolean csv = isCsv(format, accept);
    Campaign campaign =
        campaigns.find(id).orElseThrow(() -> ProblemException.unknown("campaign", id.toString()));
    ShopperPage page = page(segment, null);
    response.setContentType(csv ? CSV + ";charset=UTF-8" : NDJSON);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"audience-%s.%s\"".formatted(id, csv ? "csv" : "ndjson"));
    AudienceFile file = new AudienceFile(response.getOutputStream(), json, csv, hashed);
    write(file, campaign, page);
    while (page.nextCursor() != null) {
      // once begun, an answer cannot become a problem: it ends without its last line
      page = page(segment, page.nextCursor());
      write(file, campaign, page);
    }
    file.end();
  }

  private void write(AudienceFile file, Campaign campaign, ShopperPage page) throws IOException {
    Instant now = clock.instant();
    List<Place> places = search.of(campaign, page.shoppers(), now);
    for (Place place : places) {
      switch (place) {
        case Place.In(AudienceMember member) -> file.write(member);
        case Place.Out(Why why) -> file.leaveOut(why);
      }
    }
  }

  private ShopperPage page(@Nullable String segment, @Nullable String cursor) {
    try {
      return feed.shoppers(segment, cursor);
    } catch (UnknownSegment unknown) {
      throw ProblemException.unknown("segment", String.valueOf(segment));
    } catch (FeedAway away) {
      throw ProblemException.unavailable(
          "profile_unavailable", String.valueOf(away.getMessage()), WAIT);
    }
  }

  private static boolean isCsv(@Nullable String format, String accept) {
    if (format == null) {
      return accept.contains(CSV);
    }
    return switch (format) {
      case "csv" -> true;
      case "ndjson" -> false;
      default ->
          throw ProblemException.invalid(
              "?format", "invalid_parameter", "format must be ndjson or csv");
    };
  }
}
