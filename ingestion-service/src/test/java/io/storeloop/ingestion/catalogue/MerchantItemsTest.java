package io.storeloop.ingestion.catalogue;

import static io.storeloop.ingestion.catalogue.FeedFixture.code;
import static io.storeloop.ingestion.catalogue.FeedFixture.judged;
import static io.storeloop.ingestion.catalogue.FeedFixture.sound;
import static io.storeloop.ingestion.catalogue.FeedFixture.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantItemsTest {
  private static final String RSS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
      %s
      </channel></rss>
      """;

  private static List<JudgedItem> read(String feed) throws IOException {
    try (ItemSource items = ItemFeeds.googleMerchant(stream(feed))) {
      return judged(items);
    }
  }

  private static JudgedItem product(String fields) throws IOException {
    return read(RSS.formatted("<item><g:id>shoes</g:id>" + fields + "</item>")).getFirst();
  }

  @Test
  void aProductOfAnRssFeedIsAnItem() throws IOException {
    Item item =
        sound(
            product(
                """
                <title>Running &amp; trail shoes</title><link>https://shop.example/shoes</link>
                <g:google_product_category>187</g:google_product_category>
                <g:product_type><![CDATA[Shoes > Running]]></g:product_type>
                <g:brand>Northwind</g:brand><g:price>59.90 eur</g:price><g:availability>in_stock</g:availability>
                <g:gtin>04012345678901</g:gtin>
                <g:additional_image_link>https://shop.example/1.jpg</g:additional_image_link>
                <g:additional_image_link>https://shop.example/2.jpg</g:additional_image_link>
                <g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>
                """));

    assertThat(item.itemId()).isEqualTo("shoes");
    assertThat(item.name()).isEqualTo("Running & trail shoes");
    assertThat(item.category()).isEqualTo("Shoes/Running");
    assertThat(item.brand()).isEqualTo("Northwind");
    assertThat(item.price()).isEqualByComparingTo("59.90");
    assertThat(item.currency()).isEqualTo("EUR");
    assertThat(item.inStock()).isTrue();
    assertThat(item.attributes())
        .containsEntry("link", "https://shop.example/shoes")
        .containsEntry("gtin", "04012345678901")
        .containsEntry(
            "additional_image_link",
            List.of("https://shop.example/1.jpg", "https://shop.example/2.jpg"))
        .containsEntry("google_product_category", "187")
        .containsEntry("shipping", java.util.Map.of("country", "DE", "price", "4.90 EUR"))
        .doesNotContainKeys("id", "title", "price", "availability");
  }

  @Test
  void anEntryOfAnAtomFeedIsAnItemWhoseIdIsGoogles() throws IOException {
    Item item =
        sound(
            read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
            <id>tag:shop.example,2026:feed</id><title>Shop</title>
            <entry><id>tag:shop.example,2026:1</id><g:id>socks</g:id><title>Socks</title>
            <link rel="alternate" href="https://shop.example/socks"/></entry></feed>
            """)
                .getFirst());

    assertThat(item.itemId()).isEqualTo("socks");
    assertThat(item.name()).isEqualTo("Socks");
    assertThat(item.attributes()).containsEntry("link", "https://shop.example/socks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-02-24T11:07+01:00/2026-03-29T23:07+01:00 | 39.90
          2026-02-24T11:07+0100/2026-03-29T23:07+0100   | 39.90
          2026-03-02T00:00Z/2026-03-29T23:07Z           | 59.90
          2026-02-01T00:00/2026-03-01T12:00             | 59.90
          until we are sold out                         | 39.90
          """)
  void aSalePriceCountsWhileTheSaleLasts(String period, BigDecimal paid) throws IOException {
    Item item =
        sound(
            product(
                "<g:price>59.90 EUR</g:price><g:sale_price>39.90 EUR</g:sale_price>"
                    + "<g:sale_price_effective_date>"
                    + period
                    + "</g:sale_price_effective_date>"));

    boolean onSale = paid.compareTo(new BigDecimal("39.90")) == 0;
    assertThat(item.price()).isEqualByComparingTo(paid);
    assertThat(item.attributes().containsKey("regularPrice")).isEqualTo(onSale);
    assertThat(item.attributes().containsKey("sale_price")).isEqualTo(!onSale);
  }

  @Test
  void whatCanBeOrderedInAdvanceCanBeBought() throws IOException {
    Item preorder = sound(product("<g:availability>preorder</g:availability>"));
    Item soldOut = sound(product("<g:availability>out of stock</g:availability>"));

    assertThat(preorder.inStock()).isTrue();
    assertThat(preorder.attributes()).containsEntry("availability", "preorder");
    assertThat(soldOut.inStock()).isFalse();
  }

  @Test
  void aBadProductSpoilsNoneOfItsNeighbours() throws IOException {
    List<JudgedItem> items =
        read(
            RSS.formatted(
                """
                <item><g:id>a</g:id><g:price>cheap</g:price></item>
                <item><g:id>b</g:id><g:price>1 EUR</g:price><g:sale_price>0,5 EUR</g:sale_price></item>
                <item><g:id>c</g:id><g:availability>perhaps</g:availability></item>
                <item><title>nothing but a title</title></item>
                <item><g:id>d</g:id><g:description>%s</g:description></item>
                <item><g:id>e</g:id><g:price>1e400 EUR</g:price></item>
                <item><g:id>good</g:id></item>
                """
                    .formatted("x".repeat(40_000))));

    assertThat(items.subList(0, 6).stream().map(FeedFixture::code))
        .containsExactly(
            "invalid_price",
            "invalid_price",
            "invalid_availability",
            "missing_item",
            "event_too_large",
            "invalid_price");
    assertThat(sound(items.getLast()).itemId()).isEqualTo("good");
  }

  @Test
  void aLongFeedIsReadProductByProduct() throws IOException {
    String one =
        "<item><g:id>%d</g:id><title>Caf&#233; &amp; cr&#xe8;me</title><g:price>1 EUR</g:price></item>\n";
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      items.append(one.formatted(i));
    }

    List<JudgedItem> read = read(RSS.formatted(items.toString()));

    assertThat(read).hasSize(20_000).allMatch(JudgedItem.Sound.class::isInstance);
    assertThat(sound(read.getLast()).name()).isEqualTo("Café & crème");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml at all",
        "<html><body/></html>",
        "<rss><channel><item>",
        "<rss><item></rss>",
        "<rss>&nbsp;</rss>",
        "<rss>\u0000</rss>",
        "<?xml version=\"1.0\" encoding=\"no-such-charset\"?><rss/>"
      })
  void whatIsNoFeedIsNamed(String feed) {
    assertThatThrownBy(() -> read(feed))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            failure -> assertThat(failure.code()).isEqualTo("malformed_xml"));
  }

  @Test
  void depthAndTheLengthOfACommentAreBounded() {
    String deep = "<rss>" + "<a>".repeat(100_000);
    String wide = "<rss><!--" + "x".repeat(4_000_000) + "--></rss>";

    for (String feed : List.of(deep, wide)) {
      assertThatThrownBy(() -> read(feed))
          .isInstanceOfSatisfying(
              UnreadableFileException.class,
              failure -> assertThat(failure.code()).isEqualTo("malformed_xml"));
    }
  }

  @Test
  void aDocumentTypeIsRefusedBeforeAnythingIsOpened(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "top secret");
    try (ServerSocket nobody = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + nobody.getLocalPort() + "/";
      List<String> declarations =
          List.of(
              "<!DOCTYPE rss SYSTEM \"" + address + "feed.dtd\">",
              "<!DOCTYPE rss PUBLIC \"-//X//Y\" \"" + address + "feed.dtd\">",
              "<!DOCTYPE rss [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
              "<!DOCTYPE rss [<!ENTITY x SYSTEM \"" + address + "\">]>",
              "<!DOCTYPE rss [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]>",
              "<!DOCTYPE rss [<!ENTITY a \"lol\"><!ENTITY b \""
                  + "&a;".repeat(1000)
                  + "\">"
                  + "<!ENTITY x \""
                  + "&b;".repeat(1000)
                  + "\">]>",
              "<!DOCTYPE rss>");

      for (String declaration : declarations) {
        assertThatThrownBy(() -> read(declaration + "<rss><item><title>&x;</title></item></rss>"))
            .as(declaration.substring(0, Math.min(60, declaration.length())))
            .isInstanceOfSatisfying(
                UnreadableFileException.class,
                failure -> assertThat(failure.code()).isEqualTo("doctype_refused"));
      }

      nobody.setSoTimeout(1);
      assertThatThrownBy(nobody::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aPriceNamesItsCurrencyBeforeOrBehindIt() {
    assertThat(Money.parse("59.90 EUR")).isEqualTo(new Money(new BigDecimal("59.90"), "EUR"));
    assertThat(Money.parse("EUR59.90")).isEqualTo(new Money(new BigDecimal("59.90"), "EUR"));
    assertThat(Money.parse("59.90")).isNull();
    assertThat(Money.parse("-1 EUR")).isNull();
    assertThat(Money.parse("5.9.0 EUR")).isNull();
  }

  @Test
  void aRefusalNamesWhatItBlames() throws IOException {
    JudgedItem item = product("<g:price>cheap</g:price>");

    assertThat(code(item)).isEqualTo("invalid_price");
    assertThat(((JudgedItem.Refused) item).itemId()).isEqualTo("shoes");
    assertThat(((JudgedItem.Refused) item).refusal().pointer()).isEqualTo("/price");
  }
}
