package io.storeloop.algorithms.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokeniserTest {

  @Test
  void wordsAreRunsOfLettersAndDigitsInLowerCase() {
    assertThat(Tokeniser.words("Running-Shoes, size 42!", 10))
        .containsExactly("running", "shoes", "size", "42");
    assertThat(Tokeniser.words("  ", 10)).isEmpty();
  }

  @Test
  void lettersOfAnyScriptCountAndMarksStayWithThem() {
    assertThat(Tokeniser.words("Größe ΚΑΦΈΣ кофе", 10)).containsExactly("größe", "καφές", "кофе");
    assertThat(Tokeniser.words("हिन्दी जूते", 10)).containsExactly("हिन्दी", "जूते");
  }

  @Test
  void composedAndDecomposedAccentsAndLigaturesAreTheSameWord() {
    assertThat(Tokeniser.words("cafe\u0301 \uFB01lter", 10))
        .isEqualTo(Tokeniser.words("caf\u00E9 filter", 10));
  }

  @Test
  void ideographsAreWordsOfTheirOwn() {
    assertThat(Tokeniser.words("运动鞋 nike", 10)).containsExactly("运", "动", "鞋", "nike");
  }

  @Test
  void textAndWordsAreBounded() {
    assertThat(Tokeniser.words("a b c d", 2)).containsExactly("a", "b");
    assertThat(Tokeniser.words("x".repeat(100), 10)).containsExactly("x".repeat(40));
    assertThat(Tokeniser.words("ab ".repeat(10_000), 100_000)).hasSize(3_334);
  }
}
