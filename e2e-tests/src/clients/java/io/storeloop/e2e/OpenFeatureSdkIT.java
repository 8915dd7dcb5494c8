package io.storeloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * OpenFeature's SDKs and OFREP providers as their makers publish them; only address and key are
 * ours.
 */
@Tag("clients")
@TestMethodOrder(OrderAnnotation.class)
class OpenFeatureSdkIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Value CODE_DEFAULT = new Value("the code's default");
  private static final String WRONG_KEY = "sk_wrong_0123456789abcdef";

  @TempDir static Path folder;
  private static FourProcesses suite;
  private static Client client;
  private static String campaign;
  private static String heldOut;

  @BeforeAll
  static void start() {
    suite = FourProcesses.start(folder);
    campaign = startCampaign("home-banner", Map.of("traits.country", "DE"), 0, "Ten percent off");
    startCampaign("half", Map.of(), 0.5, "For some");
    startCampaign("checkout/top", Map.of(), 0, "Free shipping");
    comeFromGermany("anna");
    heldOut = someoneHeldOut();
    client = connect(suite.address("campaign").toString(), FourProcesses.SECRET_KEY);
  }

  @AfterAll
  static void stop() {
    OpenFeatureAPI.getInstance().shutdown();
    suite.close();
  }

  /** As docs/campaigns.md has it. */
  private static Client connect(String campaignService, String secretKey) {
    OpenFeatureAPI openFeature = OpenFeatureAPI.getInstance();
    openFeature.setProviderAndWait(
        OfrepProvider.constructProvider(
            OfrepProviderOptions.builder()
                .baseUrl(campaignService)
                .headers(ImmutableMap.of("Authorization", ImmutableList.of("Bearer " + secretKey)))
                .build()));
    return openFeature.getClient();
  }

  private static String startCampaign(
      String placement, Map<String, String> condition, double holdoutShare, String title) {
    JsonNode made =
        suite
            .campaign()
            .post(
                "/v1/campaigns",
                Map.of(
                    "name", title,
                    "placements", List.of(placement),
                    "condition", condition,
                    "holdoutShare", holdoutShare,
                    "offers",
                        List.of(
                            Map.of(
                                "offerId",
                                "ten-percent",
                                "title",
                                title,
                                "values",
                                Map.of("code", "BACK10")))));
    String id = made.path("campaignId").asString();
    suite.campaign().post("/v1/campaigns/" + id + "/start", Map.of());
    return id;
  }

  private static void comeFromGermany(String userId) {
    suite
        .ingestion()
        .post(
            "/v1/identify",
            Map.of(
                "messageId",
                "identify-" + userId,
                "userId",
                userId,
                "traits",
                Map.of("country", "DE"),
                "timestamp",
                Instant.now().toString()));
    Eventually.within(
        SOON,
        userId + " gets the offer",
        () -> !decide(userId, "home-banner").path("offers").isEmpty());
  }

  private static String someoneHeldOut() {
    return IntStream.range(0, 100)
        .mapToObj(i -> "shopper-" + i)
        .filter(userId -> decide(userId, "half").path("offers").isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode decide(String userId, String placement) {
    return suite.campaign().post("/v1/decisions", Map.of("userId", userId, "placement", placement));
  }

  private static EvaluationContext shopper(String userId) {
    return new ImmutableContext(userId, Map.of("page", new Value("/shoes")));
  }

  private static String decisionId(FlagEvaluationDetails<?> flag) {
    return Objects.requireNonNull(flag.getFlagMetadata().getString("decisionId"));
  }

  private static JsonNode ledger(FlagEvaluationDetails<?> flag) {
    return suite.campaign().get("/v1/decisions/" + decisionId(flag));
  }

  /** As docs/campaigns.md has it. */
  @Test
  void theExampleOfTheDocumentationShowsTheOffer() {
    List<String> shown = new ArrayList<>();

    FlagEvaluationDetails<Value> banner =
        client.getObjectDetails("home-banner", new Value(), new ImmutableContext("anna"));
    if (banner.getErrorCode() == null) {
      Structure content = banner.getValue().asStructure().getValue("content").asStructure();
      shown.add(content.getValue("title").asString());
      shown.add(banner.getFlagMetadata().getString("decisionId"));
    }

    assertThat(shown).containsExactly("Ten percent off", decisionId(banner));
  }

  @ParameterizedTest
  @ValueSource(strings = {"home-banner", "checkout/top"})
  void anOfferIsAnObject(String placement) {
    FlagEvaluationDetails<Value> banner =
        client.getObjectDetails(placement, CODE_DEFAULT, shopper("anna"));

    assertThat(banner.getErrorCode()).isNull();
    assertThat(banner.getReason()).isEqualTo("TARGETING_MATCH");
    assertThat(banner.getVariant()).isEqualTo("ten-percent");
    Structure offer = banner.getValue().asStructure();
    Structure content = offer.getValue("content").asStructure();
    assertThat(content.getValue("values").asStructure().getValue("code").asString())
        .isEqualTo("BACK10");
    JsonNode entry = ledger(banner);
    assertThat(entry.path("userId").asString()).isEqualTo("anna");
    assertThat(entry.at("/context/page").asString()).isEqualTo("/shoes");
  }

  @Test
  void aCampaignIsAskedByItsId() {
    FlagEvaluationDetails<Value> banner =
        client.getObjectDetails(campaign, CODE_DEFAULT, shopper("anna"));

    assertThat(banner.getVariant()).isEqualTo("ten-percent");
    assertThat(banner.getFlagMetadata().getString("campaignId")).isEqualTo(campaign);
  }

  @Test
  void anOfferAskedForAsAnythingElseIsAMismatch() {
    FlagEvaluationDetails<Boolean> yesOrNo =
        client.getBooleanDetails("home-banner", true, shopper("anna"));
    FlagEvaluationDetails<String> text =
        client.getStringDetails("home-banner", "plain", shopper("anna"));

    assertThat(yesOrNo.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
    assertThat(yesOrNo.getValue()).isTrue();
    assertThat(text.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
    assertThat(text.getValue()).isEqualTo("plain");
  }

  /** This provider calls every flag without a value not found, and keeps its metadata. */
  @Test
  void theHeldOutAndThoseWhomNobodyAddressesGetTheDefaultOfTheCode() {
    FlagEvaluationDetails<Value> half =
        client.getObjectDetails("half", CODE_DEFAULT, shopper(heldOut));
    FlagEvaluationDetails<Value> abroad =
        client.getObjectDetails("home-banner", CODE_DEFAULT, shopper("ben"));

    for (FlagEvaluationDetails<Value> flag : List.of(half, abroad)) {
      assertThat(flag.getValue()).isEqualTo(CODE_DEFAULT);
      assertThat(flag.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
      assertThat(flag.getErrorMessage()).startsWith("No value returned");
    }
    assertThat(ledger(half).path("userId").asString()).isEqualTo(heldOut);
    assertThat(half.getFlagMetadata().getString("campaignId")).isNull();
    assertThat(ledger(abroad).path("userId").asString()).isEqualTo("ben");
  }

  @Test
  void aPausedCampaignLeavesTheDefaultOfTheCode() {
    String paused = startCampaign("paused", Map.of(), 0, "Not now");
    suite.campaign().post("/v1/campaigns/" + paused + "/pause", Map.of());

    FlagEvaluationDetails<Value> flag =
        client.getObjectDetails(paused, CODE_DEFAULT, shopper("anna"));

    assertThat(flag.getValue()).isEqualTo(CODE_DEFAULT);
    assertThat(flag.getErrorMessage()).startsWith("No value returned");
    assertThat(flag.getFlagMetadata().getString("decisionId")).isNull();
  }

  @Test
  void anUnknownFlagIsNotFound() {
    FlagEvaluationDetails<Boolean> flag =
        client.getBooleanDetails("nowhere", true, shopper("anna"));

    assertThat(flag.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    assertThat(flag.getErrorMessage()).isEqualTo("flag: nowhere not found");
    assertThat(flag.getValue()).isTrue();
  }

  /** This provider calls every 400 an invalid context. */
  @Test
  void withoutATargetingKeyTheContextIsInvalid() {
    FlagEvaluationDetails<Value> flag = client.getObjectDetails("home-banner", CODE_DEFAULT);

    assertThat(flag.getErrorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
    assertThat(flag.getValue()).isEqualTo(CODE_DEFAULT);
  }

  @Test
  void aWrongKeyIsAnErrorAndTheDefaultOfTheCode() {
    OpenFeatureAPI.getInstance()
        .setProviderAndWait(
            "stranger",
            OfrepProvider.constructProvider(
                OfrepProviderOptions.builder()
                    .baseUrl(suite.address("campaign").toString())
                    .headers(ImmutableMap.of("X-API-Key", ImmutableList.of(WRONG_KEY)))
                    .build()));
    Client stranger = OpenFeatureAPI.getInstance().getClient("stranger");

    FlagEvaluationDetails<Value> flag =
        stranger.getObjectDetails("home-banner", CODE_DEFAULT, shopper("anna"));

    assertThat(flag.getErrorCode()).isEqualTo(ErrorCode.GENERAL);
    assertThat(flag.getErrorMessage()).startsWith("authentication/authorization error");
    assertThat(flag.getValue()).isEqualTo(CODE_DEFAULT);
  }

  /** The provider for static contexts: all flags at once, kept, and asked again with their tag. */
  @Test
  void theWebProviderKeepsAllFlagsAndIsToldWhenNothingHasChanged() {
    NodeScripts scripts = NodeScripts.install(folder.resolve("clients"));

    String output =
        scripts.run(
            "openfeature.mjs",
            suite.address("campaign").toString(),
            FourProcesses.SECRET_KEY,
            heldOut);
    JsonNode seen = Api.JSON.readTree(output.lines().toList().getLast());

    assertThat(seen.at("/offer/variant").asString()).isEqualTo("ten-percent");
    assertThat(seen.at("/offer/reason").asString()).isEqualTo("TARGETING_MATCH");
    assertThat(seen.at("/offer/value/content/values/code").asString()).isEqualTo("BACK10");
    assertThat(seen.at("/offer/flagMetadata/decisionId").asString()).isNotEmpty();
    assertThat(seen.at("/heldOut/variant").asString()).isEqualTo("holdout");
    assertThat(seen.at("/heldOut/reason").asString()).isEqualTo("SPLIT");
    assertThat(seen.at("/heldOut/value/theCodes").asString()).isEqualTo("default");
    assertThat(seen.at("/heldOut").has("errorCode")).isFalse();
    assertThat(seen.at("/notAddressed/reason").asString()).isEqualTo("DEFAULT");
    assertThat(seen.at("/notAddressed/value/theCodes").asString()).isEqualTo("default");
    assertThat(seen.at("/mismatch/errorCode").asString()).isEqualTo("TYPE_MISMATCH");
    assertThat(seen.at("/unknown/errorCode").asString()).isEqualTo("FLAG_NOT_FOUND");
    assertThat(seen.path("statuses").toString()).isEqualTo("[200,304]");
    assertThat(seen.at("/withoutTargetingKey/statuses").toString()).isEqualTo("[400]");
    assertThat(seen.at("/withoutTargetingKey/flag/value/theCodes").asString()).isEqualTo("default");
    assertThat(seen.at("/withWrongKey/refused").asString()).isEqualTo("PROVIDER_FATAL");
    assertThat(seen.at("/withWrongKey/flag/value/theCodes").asString()).isEqualTo("default");
    assertThat(seen.at("/withWrongKey/flag/errorCode").asString()).isEqualTo("PROVIDER_FATAL");
  }

  /** Last, as it stops profile-service. */
  @Test
  @Order(Integer.MAX_VALUE)
  void withoutProfilesThePolicysOfferStandsInOrElseTheDefaultOfTheCode() {
    Api.ok(
        suite
            .campaign()
            .send(
                "PUT",
                "/v1/campaign-policy",
                BodyPublishers.ofString(
                    """
                    {"version": 0, "defaultOffers": {"home-banner": {"title": "New this week"}}}
                    """),
                "application/json"));
    suite.stop("profile");

    FlagEvaluationDetails<Value> banner =
        client.getObjectDetails("home-banner", CODE_DEFAULT, shopper("anna"));
    FlagEvaluationDetails<Value> half =
        client.getObjectDetails("half", CODE_DEFAULT, shopper("anna"));

    assertThat(banner.getReason()).isEqualTo("DEFAULT");
    assertThat(banner.getVariant()).isEqualTo("default");
    Structure offer = banner.getValue().asStructure();
    assertThat(offer.getValue("content").asStructure().getValue("title").asString())
        .isEqualTo("New this week");
    assertThat(half.getValue()).isEqualTo(CODE_DEFAULT);
    for (FlagEvaluationDetails<Value> flag : List.of(banner, half)) {
      assertThat(flag.getFlagMetadata().getString("fallback")).isEqualTo("profile_unavailable");
    }
  }
}
