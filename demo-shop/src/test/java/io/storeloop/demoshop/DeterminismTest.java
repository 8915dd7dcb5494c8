package io.storeloop.demoshop;

import static io.storeloop.demoshop.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static final DemoShopOptions SMALL = aShopOf(300);

  /**
   * Changes whenever the simulation is changed on purpose; must never differ between machines or
   * JDKs.
   */
  private static final String SMALL_SHA_256 =
      "dc3d437b12816c2e5d780cfef283f0409fb1f29c1bbfd69f25a4c4a534383705";

  @Test
  void sameOptionsGiveTheSameBytesAsOnAnyOtherMachine() {
    assertThat(sha256(SMALL)).isEqualTo(SMALL_SHA_256);
  }

  @Test
  void timeZoneAndLocaleDoNotMatter() {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(sha256(SMALL)).isEqualTo(SMALL_SHA_256);
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(sha256(SMALL)).isEqualTo(SMALL_SHA_256);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void threadsThatReadTheSameShopGetTheSameBytes() throws Exception {
    DemoShop shop = DemoShop.open(SMALL);

    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<String>> sums =
          threads.invokeAll(List.of(() -> sha256(shop), () -> sha256(shop)));

      assertThat(sums.get(0).get()).isEqualTo(sums.get(1).get()).isEqualTo(SMALL_SHA_256);
    }
  }

  @Test
  void everyOptionChangesTheBytes() {
    assertThat(
            List.of(
                sha256(SMALL),
                sha256(SMALL.withSeed(43)),
                sha256(SMALL.withShoppers(299)),
                sha256(SMALL.withItems(499)),
                sha256(SMALL.withDays(89)),
                sha256(SMALL.withEnd(SMALL.endExclusive().plusSeconds(1)))))
        .doesNotHaveDuplicates();
  }

  @Test
  void largerShopRepeatsTheShoppersOfASmallerOne() {
    List<ShopEvent> small = DemoShop.open(SMALL.withShoppers(50)).events().toList();

    List<ShopEvent> ofTheSame =
        DemoShop.open(SMALL).events().filter(event -> ShopFixture.shopperOf(event) < 50).toList();

    assertThat(ofTheSame).isEqualTo(small);
  }

  @Test
  void shopsThatDifferInMoreThanShoppersShareNoMessageIds() {
    List<String> ids = messageIds(SMALL);

    assertThat(messageIds(SMALL.withDays(89))).doesNotContainAnyElementsOf(ids.subList(0, 50));
    assertThat(messageIds(SMALL.withSeed(43))).doesNotContainAnyElementsOf(ids.subList(0, 50));
  }

  private static List<String> messageIds(DemoShopOptions options) {
    return DemoShop.open(options).events().map(ShopEvent::messageId).toList();
  }

  private static String sha256(DemoShopOptions options) {
    return sha256(DemoShop.open(options));
  }

  private static String sha256(DemoShop shop) {
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      shop.items()
          .forEach(
              item -> sum.update((ShopJson.line(item) + "\n").getBytes(StandardCharsets.UTF_8)));
      shop.forEachEvent(
          event -> sum.update((ShopJson.line(event) + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(sum.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
