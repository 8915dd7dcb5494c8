package io.storeloop.ingestion.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
  @ParameterizedTest
  @CsvSource({
    "anna, anna, true",
    "anna, annabel, false",
    "anna*, annabel, true",
    "*bel, Annabel, true",
    "*nn*, annabel, true",
    "a*n*l, annabel, true",
    "*@shop.example, eva@SHOP.example, true",
    "*@shop.example, shop.example, false",
    "ab*ba, aba, false",
    "*, anything, true",
    "a**b, ab, true",
    "[::1], [::1], true"
  })
  void aStarStandsForAnyText(String pattern, String text, boolean matches) {
    assertThat(Wildcards.of(List.of(pattern)).match(text)).isEqualTo(matches);
  }

  @Test
  void noPatternMatchesNothing() {
    assertThat(Wildcards.of(List.of()).match("")).isFalse();
  }
}
