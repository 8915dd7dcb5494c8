package io.storeloop.profile.profile;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.profile.identity.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who were these shoppers at earlier moments? */
@RestController
@Tag(name = "Profiles")
class PastProfileController {
  private static final int MOST_SHOPPERS = 100;
  private static final int MOST_MOMENTS = 5_000;

  private final JdbcPastShoppers past;
  private final ProfileViews views;
  private final Clock clock;

  PastProfileController(JdbcPastShoppers past, ProfileViews views, Clock clock) {
    this.past = past;
    this.views = views;
    this.clock = clock;
  }

  /** {@code POST /v1/profiles/as-of}: many shoppers, each at some moments. */
  @PostMapping("/v1/profiles/as-of")
  @Operation(
      summary = "What was known about shoppers at earlier moments",
      description =
          """
          Computed from the event log: what had happened by a moment, and nothing later. Traits, consent, features, tags and segments by their definitions of today; \
          catalogue as of today; no clusters and no predictions, because today's models know the future of that moment. An event counts from when it happened, whenever it arrived. \
          At most 100 shoppers and 5,000 moments a call.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The shoppers in the order asked, each with a profile per moment.",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "400",
      description =
          "`missing_value`, `invalid_value`, `wrong_type`, `text_too_long`, `invalid_text`, `list_too_long`, `moments_not_ascending`, `moment_in_future`, with a pointer")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  PastAnswer asOf(@RequestBody PastRequest request) {
    List<Asked> asked = checked(request);
    List<PastShopperView> shoppers = new ArrayList<>();
    for (Asked one : asked) {
      Optional<List<Optional<PastProfile>>> found = past.at(one.id(), one.moments());
      shoppers.add(
          new PastShopperView(
              found.isEmpty(), found.map(profiles -> told(profiles, one)).orElse(null)));
    }
    return new PastAnswer(shoppers);
  }

  private List<MomentView> told(List<Optional<PastProfile>> profiles, Asked asked) {
    List<MomentView> told = new ArrayList<>();
    for (int i = 0; i < profiles.size(); i++) {
      Instant at = asked.moments().get(i);
      told.add(
          new MomentView(at, profiles.get(i).map(profile -> views.past(profile, at)).orElse(null)));
    }
    return told;
  }

  private record Asked(Identity id, List<Instant> moments) {}

  private List<Asked> checked(PastRequest request) {
    List<@Nullable AskedShopper> shoppers = request.shoppers();
    if (shoppers == null || shoppers.isEmpty()) {
      throw ProblemException.invalid("/shoppers", "missing_value", "expected 1 to 100 shoppers");
    }
    if (shoppers.size() > MOST_SHOPPERS) {
      throw ProblemException.invalid(
          "/shoppers",
          "list_too_long",
          "expected at most %d shoppers, received %d".formatted(MOST_SHOPPERS, shoppers.size()));
    }
    List<Asked> asked = new ArrayList<>();
    int moments = 0;
    for (int i = 0; i < shoppers.size(); i++) {
      Asked one = checked(shoppers.get(i), "/shoppers/" + i);
      moments += one.moments().size();
      if (moments > MOST_MOMENTS) {
        throw ProblemException.invalid(
            "/shoppers/" + i + "/moments",
            "list_too_long",
            "expected at most %d moments in all".formatted(MOST_MOMENTS));
      }
      asked.add(one);
    }
    return asked;
  }

  private Asked checked(@Nullable AskedShopper shopper, String pointer) {
    if (shopper == null || (shopper.userId() == null) == (shopper.anonymousId() == null)) {
      throw ProblemException.invalid(
          pointer, "invalid_value", "expected either userId or anonymousId");
    }
    Identity id =
        shopper.userId() == null
            ? Identity.anonymous(AskedId.checked(shopper.anonymousId(), pointer + "/anonymousId"))
            : Identity.user(AskedId.checked(shopper.userId(), pointer + "/userId"));
    return new Asked(
        id, AskedMoments.checked(shopper.moments(), pointer + "/moments", clock.instant()));
  }

  /** Which shoppers, and when. */
  @Schema(name = "PastProfilesRequest")
  record PastRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 100.")
          @Nullable List<@Nullable AskedShopper> shoppers) {}

  /** One shopper. */
  @Schema(name = "PastProfilesShopper")
  record AskedShopper(
      @Schema(description = "Either this or anonymousId.", example = "anna")
          @Nullable String userId,
      @Nullable String anonymousId,
      @ArraySchema(
              arraySchema =
                  @Schema(
                      requiredMode = Schema.RequiredMode.REQUIRED,
                      description = "Ascending, none in the future.",
                      example = "[\"2026-03-01T10:00:00Z\"]"),
              schema = @Schema(type = "string", format = "date-time"))
          @Nullable List<@Nullable String> moments) {}

  /** The shoppers in the order asked. */
  @Schema(name = "PastProfiles")
  record PastAnswer(List<PastShopperView> shoppers) {}

  /** One shopper at the moments asked. */
  @Schema(name = "PastProfile")
  record PastShopperView(
      @Schema(
              description =
                  "More happened than is looked at, see `storeloop.profile.most-past-events`; then nothing is told.")
          boolean tooManyEvents,
      @Nullable List<MomentView> moments) {}

  /** One moment. */
  @Schema(name = "PastProfileMoment")
  record MomentView(
      Instant at,
      @Schema(description = "Absent where nothing had happened yet.")
          @Nullable ProfileView profile) {}
}
