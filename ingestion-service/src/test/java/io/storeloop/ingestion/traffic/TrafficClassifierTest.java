package io.storeloop.ingestion.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficClassifierTest {
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

  private final TrafficClassifier classifier = classifierIgnoring(Set.of());

  private static TrafficClassifier classifierIgnoring(Set<Signal> ignored) {
    return new TrafficClassifier(
        new TrafficProperties(
            List.of("ShopWatch/"),
            List.of("*@shop.example", "tester-*"),
            List.of("localhost", "*.test"),
            300,
            60,
            ignored));
  }

  private static TrafficSigns agent(@Nullable String agent) {
    return new TrafficSigns(agent, false, false, null, List.of("anna"), 1, 1);
  }

  private static TrafficSigns rates(int perMinute, int withoutReferrer) {
    return new TrafficSigns(
        CHROME, false, false, null, List.of("anna"), perMinute, withoutReferrer);
  }

  private String code(TrafficSigns signs) {
    return classifier.classify(signs).map(Tag::code).orElse("shopper");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CHROME,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0"
            + " Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile"
            + " Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        ""
      })
  void browsersOfPeopleAreShoppers(String browser) {
    assertThat(code(agent(browser))).isEqualTo("shopper");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (Linux; Android 11; moto g power) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0"
            + " Mobile Safari/537.36 Chrome-Lighthouse",
        "shopwatch/7 of the shop's own provider"
      })
  void knownAgentsAreBots(String agent) {
    assertThat(code(agent(agent))).isEqualTo("bot/agent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1",
        CHROME + " Playwright/1.50.0"
      })
  void browsersWithoutAWindowAreBots(String agent) {
    assertThat(code(agent(agent))).isEqualTo("bot/headless");
  }

  @Test
  void testsAreToldByFlagByIdAndByHost() {
    TrafficSigns flagged = new TrafficSigns(CHROME, true, false, null, List.of("anna"), 1, 0);
    TrafficSigns byMail =
        new TrafficSigns(CHROME, false, false, null, List.of("7", "Eva@Shop.Example"), 1, 0);
    TrafficSigns byId = new TrafficSigns(null, false, false, null, List.of("tester-1"), 1, 0);
    TrafficSigns byHost =
        new TrafficSigns(CHROME, false, false, "shop.test", List.of("anna"), 1, 0);

    assertThat(code(flagged)).isEqualTo("test/test_flag");
    assertThat(code(byMail)).isEqualTo("test/test_id");
    assertThat(code(byId)).isEqualTo("test/test_id");
    assertThat(code(byHost)).isEqualTo("test/test_host");
  }

  @Test
  void whoIsFasterThanPeopleIsABot() {
    assertThat(code(rates(300, 60))).isEqualTo("shopper");
    assertThat(code(rates(301, 0))).isEqualTo("bot/rate");
    assertThat(code(rates(100, 61))).isEqualTo("bot/no_referrer");
  }

  @Test
  void aDrivenPageIsABotsUnlessItIsATest() {
    TrafficSigns driven = new TrafficSigns(CHROME, false, true, null, List.of("anna"), 1, 0);
    TrafficSigns test = new TrafficSigns(CHROME, true, true, null, List.of("anna"), 999, 0);

    assertThat(code(driven)).isEqualTo("bot/webdriver");
    assertThat(code(test)).isEqualTo("test/test_flag");
  }

  @Test
  void whatIsIgnoredMarksNothingAndChangesNothingElse() {
    Random random = new Random(11);
    for (int round = 0; round < 2000; round++) {
      TrafficSigns signs = anySigns(random);
      Set<Signal> ignored = EnumSet.noneOf(Signal.class);
      for (Signal signal : Signal.values()) {
        if (random.nextInt(3) == 0) {
          ignored.add(signal);
        }
      }

      Signal all = classifier.classify(signs).map(Tag::signal).orElse(null);
      Signal some = classifierIgnoring(ignored).classify(signs).map(Tag::signal).orElse(null);

      if (some != null) {
        assertThat(ignored).doesNotContain(some);
        assertThat(all).isNotNull();
        assertThat(all.compareTo(some)).isNotPositive();
      }
      if (all == null || !ignored.contains(all)) {
        assertThat(some).isEqualTo(all);
      }
    }
  }

  private static TrafficSigns anySigns(Random random) {
    List<String> agents = List.of(CHROME, "curl/8", "HeadlessChrome", "");
    return new TrafficSigns(
        random.nextInt(5) == 0 ? null : agents.get(random.nextInt(agents.size())),
        random.nextInt(4) == 0,
        random.nextInt(4) == 0,
        random.nextBoolean() ? null : random.nextBoolean() ? "localhost" : "shop.example",
        List.of(random.nextInt(4) == 0 ? "tester-9" : "anna"),
        random.nextInt(600),
        random.nextInt(120));
  }
}
