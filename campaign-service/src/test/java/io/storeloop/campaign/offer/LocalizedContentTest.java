package io.storeloop.campaign.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalizedContentTest {
  private static OfferContent titled(String title) {
    return new OfferContent(title, null, null, null, Map.of());
  }

  private static final LocalizedContent GREETING =
      new LocalizedContent(
          "en",
          titled("Hello"),
          Map.of("de", titled("Hallo"), "pt-BR", titled("Oi"), "pt", titled("Olá")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | Hallo",
        "de-AT | Hallo",
        "DE-at | Hallo",
        "pt-BR | Oi",
        "pt-PT | Olá",
        "fr, de;q=0.5 | Hallo",
        "en, de;q=0.9 | Hello",
        "fr | Hello",
        "* | Hello",
        "fr, *;q=0.1 | Hello",
      })
  void theBestUnderstoodLanguageIsSpoken(String header, String title) {
    assertThat(GREETING.in(LanguageRange.parse(header)).content().title()).isEqualTo(title);
  }

  @Test
  void withoutAWishTheStandardIsSpoken() {
    assertThat(GREETING.in(List.of()))
        .isEqualTo(new LocalizedContent.Spoken("en", titled("Hello")));
  }

  @Test
  void whatIsInOneLanguageOnlyIsSpokenToEverybody() {
    LocalizedContent only = LocalizedContent.of(titled("Hello"));

    assertThat(only.in(LanguageRange.parse("de")).content().title()).isEqualTo("Hello");
    assertThat(only.in(LanguageRange.parse("de")).language()).isNull();
  }
}
