package io.storeloop.recommendation.merchandising;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.Uuids;
import io.storeloop.recommendation.filter.ItemFilters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Merchandising rules: write, read, change, remove. */
@RestController
@RequestMapping("/v1/merchandising-rules")
@Tag(name = "Merchandising", description = "What the shop wants shown, or not shown.")
@ApiResponse(
    responseCode = "503",
    description = "`database_unavailable`, with Retry-After; lists go on being made by the rules",
    content = @Content(mediaType = MerchandisingController.PROBLEM))
final class MerchandisingController {
  static final String PROBLEM = "application/problem+json";

  private static final String INVALID =
      """
      {"type": "about:blank", "title": "Bad Request", "status": 400, "code": "unknown_path",
       "detail": "unknown \\"colour\\"",
       "errors": [{"pointer": "/condition/colour", "code": "unknown_path", "detail": "unknown \\"colour\\""}]}
      """;

  @Schema(name = "MerchandisingRules")
  record RulePage(List<MerchandisingAnswer> rules, @Nullable String nextCursor) {}

  private final MerchandisingRules rules;
  private final RuleReader reader;
  private final Clock clock;

  MerchandisingController(MerchandisingRules rules, ItemFilters filters, Clock clock) {
    this.rules = rules;
    this.reader = new RuleReader(filters);
    this.clock = clock;
  }

  @PostMapping
  @Operation(
      summary = "Write a rule",
      description =
          """
          Holds within a second on every list of its placement. `pin` needs `position`, `boost` needs `factor`, `quota`
          and `diversity` need `limit` and `per`; docs/merchandising.md tells the order in which rules are applied.
          """)
  @ApiResponse(responseCode = "201", description = "Stored; `Location` is its address.")
  @ApiResponse(
      responseCode = "400",
      description =
          "`unknown_path`, `wrong_type` and the other codes of conditions, `missing_value`, `not_of_this_kind`,"
              + " `invalid_value`",
      content = @Content(mediaType = PROBLEM, examples = @ExampleObject(INVALID)))
  @ApiResponse(
      responseCode = "409",
      description = "`rule_exists`, `too_many_rules`",
      content = @Content(mediaType = PROBLEM))
  ResponseEntity<MerchandisingAnswer> create(@Valid @RequestBody MerchandisingRequest request) {
    RuleDraft draft = reader.read(request);
    String id =
        request.id() == null
            ? Uuids.v7(clock.instant(), ThreadLocalRandom.current()).toString()
            : request.id();
    MerchandisingRule rule = rules.create(id, draft);
    return ResponseEntity.created(URI.create("/v1/merchandising-rules/" + rule.id()))
        .eTag(etag(rule))
        .body(answer(rule));
  }

  @GetMapping
  @Operation(summary = "List the rules", description = "In the order of their ids, page by page.")
  @ApiResponse(responseCode = "200", description = "A page; without `nextCursor` it is the last.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`",
      content = @Content(mediaType = PROBLEM))
  RulePage list(
      @Parameter(description = "At most so many, 1 to 1000.") @RequestParam(defaultValue = "100")
          int limit,
      @Parameter(description = "`nextCursor` of the page before.") @RequestParam(required = false)
          @Nullable String cursor) {
    int most = PageCursor.limit(limit);
    List<MerchandisingRule> page = rules.pageAfter(PageCursor.decode(cursor), most + 1);
    boolean more = page.size() > most;
    List<MerchandisingRule> shown = more ? page.subList(0, most) : page;
    return new RulePage(
        shown.stream().map(this::answer).toList(),
        more ? PageCursor.encode(shown.getLast().id()) : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Read a rule", description = "`ETag` holds its version.")
  @ApiResponse(responseCode = "200", description = "The rule.")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_rule`",
      content = @Content(mediaType = PROBLEM))
  ResponseEntity<MerchandisingAnswer> read(@PathVariable String id) {
    return answered(rules.get(id));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Change a rule",
      description =
          "Replaces it whole. Name the version you have read in `If-Match` or in the field `version`.")
  @ApiResponse(responseCode = "200", description = "The rule as it is now.")
  @ApiResponse(
      responseCode = "400",
      description =
          "As on writing one; `missing_value` at `/version`, `invalid_version`: If-Match is none of our ETags",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_rule`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "409",
      description = "`changed_meanwhile`",
      content = @Content(mediaType = PROBLEM))
  ResponseEntity<MerchandisingAnswer> replace(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody MerchandisingRequest request) {
    Long version = request.version() == null ? versionIn(ifMatch) : request.version();
    if (version == null) {
      throw ProblemException.invalid(
          "/version",
          "missing_value",
          "expected the version that you have read, here or in If-Match");
    }
    return answered(rules.replace(id, version, reader.read(request)));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Remove a rule",
      description = "With `If-Match`, only if it still has that version.")
  @ApiResponse(responseCode = "204", description = "It holds no more, within a second.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_version`: If-Match is none of our ETags",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_rule`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "409",
      description = "`changed_meanwhile`",
      content = @Content(mediaType = PROBLEM))
  void delete(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    rules.delete(id, versionIn(ifMatch));
  }

  private ResponseEntity<MerchandisingAnswer> answered(MerchandisingRule rule) {
    return ResponseEntity.ok().eTag(etag(rule)).body(answer(rule));
  }

  private MerchandisingAnswer answer(MerchandisingRule rule) {
    return MerchandisingAnswer.of(rule, clock.instant());
  }

  private static String etag(MerchandisingRule rule) {
    return "\"" + rule.version() + "\"";
  }

  private static @Nullable Long versionIn(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return null;
    }
    try {
      return Long.valueOf(ifMatch.replace("\"", ""));
    } catch (NumberFormatException notOurs) {
      throw ProblemException.invalid(
          "?If-Match", "invalid_version", "If-Match must be the ETag of an earlier answer");
    }
  }
}
