package io.storeloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a product in a real browser, with tabs that are really hidden. */
@Tag("browser")
class TrackerDwellIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LOOKED_AWAY = Duration.ofSeconds(3);

  @TempDir static Path folder;
  private static IngestionAlone ingestion;
  private static ChromiumTabs tabs;
  private static Shop shop;

  @BeforeAll
  static void start() {
    ingestion = IngestionAlone.start(folder);
    tabs = ChromiumTabs.start(folder.resolve("profile"));
    shop =
        new Shop()
            .with(
                "/shoes",
                ingestion.address().toString(),
                "",
                """
                <h1 data-storeloop-item="shoes" data-storeloop-price="59.90" data-storeloop-currency="EUR">Shoes</h1>
                """)
            .with(
                "/socks",
                ingestion.address().toString(),
                "",
                """
                <script type="application/ld+json" data-storeloop-item>
                {"@context": "https://schema.org", "@type": "Product", "sku": "socks", "name": "Socks",
                 "offers": {"@type": "Offer", "price": "4.50", "priceCurrency": "EUR"}}</script>
                """);
  }

  @AfterAll
  static void stop() {
    tabs.close();
    shop.close();
    ingestion.close();
  }

  private static void look(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  private static List<String> events(String columns, String item) {
    return ingestion.column(
        "select concat_ws(' ', " + columns + ") from event where item_id = ? order by occurred_at",
        item);
  }

  @Test
  void timeInAnotherTabIsNoTimeWithTheShoes() {
    long begun = System.nanoTime();
    String shoes = tabs.open(shop.url("/shoes"));
    look(Duration.ofSeconds(2));
    String news = tabs.open("about:blank");
    Eventually.within(SOON, "the view of the shoes", () -> !events("type", "shoes").isEmpty());
    look(LOOKED_AWAY);
    tabs.bringToFront(shoes);
    look(Duration.ofSeconds(1));
    tabs.close(shoes);
    Eventually.within(SOON, "the rest of the look", () -> events("type", "shoes").size() == 2);
    long elapsed = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    tabs.close(news);

    assertThat(events("type, price, currency", "shoes"))
        .containsExactly("view 59.9000 EUR", "custom");
    long first = Long.parseLong(events("duration_millis", "shoes").get(0));
    long second = Long.parseLong(events("duration_millis", "shoes").get(1));
    System.out.printf("looked at the shoes for %d ms and %d ms of %d ms%n", first, second, elapsed);
    assertThat(first).isGreaterThan(500);
    assertThat(second).isGreaterThan(500);
    assertThat(first + second).isLessThan(elapsed - LOOKED_AWAY.toMillis());
  }

  @Test
  void aPageThatWasClosedHasToldEverythingByItsBeacon() {
    String socks = tabs.open(shop.url("/socks"));
    look(Duration.ofSeconds(2));

    tabs.close(socks);

    Eventually.within(SOON, "the view of the socks", () -> !events("type", "socks").isEmpty());
    assertThat(events("type, price, currency", "socks")).containsExactly("view 4.5000 EUR");
    assertThat(
            ingestion.column(
                "select count(*) from event where type = 'page' and properties ->> 'title' = 'socks'"))
        .containsExactly("1");
  }
}
