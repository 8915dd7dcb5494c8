package io.storeloop.launcher.demo;

import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.http.Answer;
import io.storeloop.launcher.http.SuiteApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Three calls anybody can repeat, printed with the answers that they gave just now. */
final class Examples {
  private static final int SHOPPERS_TRIED = 30;
  private static final int PROFILE_FIELDS = 12;
  private static final String INDENT = "  ";

  private final SuiteApi api;
  private final String key;
  private final Console console;

  Examples(SuiteApi api, String key, Console console) {
    this.api = api;
    this.key = key;
    this.console = console;
  }

  /** Prints nothing when there is no shopper to show. */
  void print() {
    Optional<String> shopper = shopper();
    if (shopper.isEmpty()) {
      return;
    }
    String userId = shopper.get();
    show("Who is " + userId + "?", profilePath(userId));
    show("What should " + userId + " see next, and why?", recommendationPath(userId));
    decide(userId);
  }

  /** One whose list is personal and who gets the offer; otherwise the first there is. */
  private Optional<String> shopper() {
    Answer members =
        api.ask("/v1/profiles?segment=" + DemoSetup.SEGMENT + "&limit=" + SHOPPERS_TRIED);
    JsonNode candidates =
        members.succeeded() && !members.body().path("profiles").isEmpty()
            ? members.body()
            : api.get("/v1/profiles?limit=" + SHOPPERS_TRIED);
    String first = null;
    for (JsonNode profile : candidates.path("profiles")) {
      String userId = profile.path("userId").asString("");
      if (userId.isEmpty()) {
        continue;
      }
      first = first == null ? userId : first;
      if (isPersonal(userId) && hasOffer(userId)) {
        return Optional.of(userId);
      }
    }
    return Optional.ofNullable(first);
  }

  private boolean isPersonal(String userId) {
    JsonNode item = api.get(recommendationPath(userId)).path("items").path(0);
    return !item.path("evidence").isEmpty();
  }

  private boolean hasOffer(String userId) {
    return !api.post("/v1/decisions", question(userId)).path("offers").isEmpty();
  }

  private static String profilePath(String userId) {
    return "/v1/profiles/" + encoded(userId);
  }

  private static String recommendationPath(String userId) {
    return "/v1/recommendations?userId=" + encoded(userId) + "&numResults=2";
  }

  private static JsonNode question(String userId) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("userId", userId)
        .put("placement", DemoSetup.PLACEMENT);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void show(String title, String path) {
    JsonNode answer = api.get(path);
    print(title, "curl -s -u %s: '%s%s'".formatted(key, api.base(), path), answer);
  }

  private void decide(String userId) {
    JsonNode question = question(userId);
    JsonNode answer = api.post("/v1/decisions", question);
    print(
        "What do we offer " + userId + " on the home page?",
        "curl -s -u %s: -H 'Content-Type: application/json' -d '%s' %s/v1/decisions"
            .formatted(key, question, api.base()),
        answer);
  }

  private void print(String title, String command, JsonNode answer) {
    console.line("");
    console.line(title);
    console.line(INDENT + command);
    console.line(INDENT + new ShortJson(PROFILE_FIELDS).text(answer, INDENT));
  }
}
