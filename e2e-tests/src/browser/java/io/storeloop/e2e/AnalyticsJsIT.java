package io.storeloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segment's own library for browsers, with only the host changed. Needs npm beside the browser. */
@Tag("browser")
class AnalyticsJsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void whatTheLibrarySendsFromAPageOfAnotherSiteIsStored() throws IOException {
    String library =
        Files.readString(
            NodeScripts.install(folder.resolve("clients"))
                .file("@segment/analytics-next/dist/umd/index.js"));
    try (IngestionAlone ingestion = IngestionAlone.start(folder);
        Shop shop = shop(ingestion, library);
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.executable())
                        .setArgs(Chromium.QUIET))) {
      Page page = browser.newPage();

      page.navigate(shop.url("/shoes"));
      Eventually.within(SOON, "five rows", () -> rows(ingestion).size() == 5);

      assertThat(rows(ingestion))
          .containsExactly(
              "identify anna",
              "page anna Shoes",
              "purchase anna shoes 1 59.9000 EUR o-1",
              "purchase anna socks 3 4.5000 EUR o-1",
              "view anna shoes 59.9000 EUR");
      assertThat(
              ingestion.column("select distinct anonymous_id from event where anonymous_id <> ''"))
          .hasSize(1);
    }
  }

  private static Shop shop(IngestionAlone ingestion, String library) {
    return new Shop()
        .with("/analytics.js", library)
        .with(
            "/shoes",
            """
            <!doctype html><title>Shoes</title><script src="/analytics.js"></script>
            <script>
            const analytics = AnalyticsNext.AnalyticsBrowser.load({writeKey: '%s', cdnURL: '%s'});
            analytics.identify('anna', {country: 'DE'});
            analytics.page('Shoes');
            analytics.track('Product Viewed', {product_id: 'shoes', price: 59.9, currency: 'EUR'});
            analytics.track('Order Completed', {order_id: 'o-1', currency: 'EUR', products: [
              {product_id: 'shoes', quantity: 1, price: 59.9}, {product_id: 'socks', quantity: 3, price: 4.5}]});
            </script>
            """
                .formatted(IngestionAlone.WRITE_KEY, ingestion.address()));
  }

  private static List<String> rows(IngestionAlone ingestion) {
    return ingestion.column(
        """
        select concat_ws(' ', type, user_id, item_id, quantity, price, currency, order_id, properties ->> 'name')
        from event order by type, item_id
        """);
  }
}
