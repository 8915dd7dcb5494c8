package io.storeloop.launcher.demo;

import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.http.Answer;
import io.storeloop.launcher.http.Pause;
import io.storeloop.launcher.http.SuiteApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a marketer would have set up: segments, a campaign with an offer, a clustering. */
final class DemoSetup {
  static final String SEGMENT = "frequent-buyers";
  static final String PLACEMENT = "home-banner";

  private static final String CAMPAIGN = "Thank you for coming back";

  /** Segment id → name and condition. */
  private static final Map<String, String> SEGMENTS =
      Map.of(
          SEGMENT,
          """
          {"id": "frequent-buyers", "name": "Frequent buyers",
           "condition": {"features.orders": {"$gte": 2}}}\
          """,
          "drifting-away",
          """
          {"id": "drifting-away", "name": "Bought, and not seen for a month",
           "condition": {"features.orders": {"$gte": 1}, "features.daysSinceSeen": {"$gte": 30}}}\
          """,
          "undecided",
          """
          {"id": "undecided", "name": "Looks a lot, has not bought yet",
           "condition": {"features.views": {"$gte": 10}, "features.orders": {"$lt": 1}}}\
          """);

  private static final String CAMPAIGN_BODY =
      """
      {"name": "%s", "placements": ["%s"], "condition": {"features.orders": {"$gte": 2}}, "holdoutShare": 0.1,
       "priority": 10,
       "offers": [{"offerId": "free-delivery", "title": "Your next delivery is on us",
                   "body": "You have come back to us, so the next parcel travels free.", "link": "/account/thanks",
                   "values": {"code": "THANKS"}}],
       "goal": {"type": "purchase", "windowDays": 7}}\
      """
          .formatted(CAMPAIGN, PLACEMENT);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration GROUPS_LIMIT = Duration.ofMinutes(1);

  private final SuiteApi api;
  private final Console console;
  private final Clock clock;

  DemoSetup(SuiteApi api, Console console, Clock clock) {
    this.api = api;
    this.console = console;
    this.clock = clock;
  }

  /** Makes what is not there yet. */
  void make() {
    SEGMENTS.forEach(this::makeSegment);
    makeCampaign();
    findGroups();
  }

  /** A shop with too few shoppers has no groups, and that is all right. */
  private void findGroups() {
    if (!api.get("/v1/clusterings").path("clusterings").isEmpty()) {
      return;
    }
    Answer answer = api.offer("/v1/clusterings", JsonMapper.shared().createObjectNode());
    if (!answer.succeeded()) {
      return;
    }
    console.line("  finding groups of shoppers");
    String path = "/v1/clusterings/" + answer.body().path("clusteringId").asString();
    Instant began = clock.instant();
    while (api.get(path).path("state").asString("").equals("running")
        && Duration.between(began, clock.instant()).compareTo(GROUPS_LIMIT) < 0) {
      Pause.of(LOOK_AGAIN);
    }
  }

  private void makeSegment(String id, String body) {
    if (api.ask("/v1/segments/" + id).status() == 404) {
      api.post("/v1/segments", json(body));
    }
  }

  private void makeCampaign() {
    for (JsonNode campaign : api.get("/v1/campaigns?limit=100").path("campaigns")) {
      if (campaign.path("name").asString("").equals(CAMPAIGN)) {
        start(campaign);
        return;
      }
    }
    start(api.post("/v1/campaigns", json(CAMPAIGN_BODY)));
  }

  /** Starting what already runs changes nothing; what was ended by hand stays so. */
  private void start(JsonNode campaign) {
    String state = campaign.path("state").asString("");
    if (state.equals("draft")) {
      String id = campaign.path("campaignId").asString();
      api.post("/v1/campaigns/" + id + "/start", JsonMapper.shared().createObjectNode());
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
