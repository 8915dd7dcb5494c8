package io.storeloop.algorithms.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentIndexTest {
  private static final int SHOES = 0;
  private static final int SOCKS = 1;
  private static final int HAT = 2;
  private static final int ITEMS = 60;

  private static final ContentOptions WORDS_ONLY = new ContentOptions(1, 0, 0, 0, 0, 0, 100, 1_000);

  @Test
  void similarityIsTheCosineOfWeightedTerms() {
    var index = new ContentIndex(WORDS_ONLY);
    index.put(SHOES, ItemContent.named("red running shoes"));
    index.put(SOCKS, ItemContent.named("red running socks"));
    index.put(HAT, ItemContent.named("red hat"));

    // three items: idf of red ln 4/3 = 0.28768, of running ln 4/2 = 0.69315, of the rest ln 4 =
    // 1.38629; squares 0.08276, 0.48045, 1.92181
    // shoes·socks = 0.08276 + 0.48045 = 0.56321, |shoes|² = |socks|² = 2.48502 → 0.22664
    // shoes·hat = 0.08276, |hat|² = 2.00457 → 0.08276 / √(2.48502 · 2.00457) = 0.03708
    assertThat(index.similarity(SHOES, SOCKS)).isCloseTo(0.22664, within(1e-5));
    assertThat(index.similarity(SHOES, HAT)).isCloseTo(0.03708, within(1e-5));
    assertThat(index.similar(SHOES, 5))
        .containsExactly(
            new SimilarItem(SOCKS, index.similarity(SOCKS, SHOES)),
            new SimilarItem(HAT, index.similarity(SHOES, HAT)));
    assertThat(index.similar(SHOES, 1)).hasSize(1);
  }

  @Test
  void aWordToldAgainAddsLessAndLess() {
    var index = new ContentIndex(new ContentOptions(1, 0, 0, 0, 0, 1, 100, 1_000));
    index.put(SHOES, ItemContent.named("shoes shoes shoes red"));
    index.put(HAT, ItemContent.named("hat"));

    // weights 3 · 2 / (3 + 1) = 1.5 and 1, the same idf: 2.25 / 3.25 of the similarity to itself
    assertThat(index.sharedTerms(SHOES, SHOES).getFirst().share())
        .isCloseTo(2.25 / 3.25, within(1e-9));
  }

  @Test
  void categoriesBrandAndPriceCountBesideWords() {
    var index = new ContentIndex(ContentOptions.standard());
    index.put(SHOES, content("Runner", List.of("Sport", "Shoes"), "Acme", 80));
    index.put(SOCKS, content("Trail", List.of("Sport", "Shoes"), "ACME", 85));
    index.put(HAT, content("Cap", List.of("Sport", "Hats"), "Other", 9));
    index.put(3, content("Lamp", List.of("Home"), "Other", 900));

    assertThat(index.similar(SHOES, 5)).extracting(SimilarItem::item).containsExactly(SOCKS, HAT);
    assertThat(index.sharedTerms(SHOES, SOCKS))
        .extracting(SharedTerm::term)
        .contains(
            new Term(Field.BRAND, "acme"),
            new Term(Field.CATEGORY, "sport > shoes"),
            new Term(Field.PRICE_BAND, "13"));
    assertThat(index.sharedTerms(SHOES, SOCKS).stream().mapToDouble(SharedTerm::share).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(index.sharedTerms(SHOES, 99)).isEmpty();
  }

  @Test
  void closerPricesShareMoreBands() {
    var index = new ContentIndex(new ContentOptions(0, 0, 0, 0, 1, 1, 100, 1_000));
    index.put(SHOES, priced(100));
    index.put(SOCKS, priced(101));
    index.put(HAT, priced(130));
    index.put(3, priced(300));

    assertThat(index.similarity(SHOES, SOCKS)).isCloseTo(1, within(1e-9));
    assertThat(index.similarity(SHOES, HAT)).isBetween(0.01, 0.99);
    assertThat(index.similarity(SHOES, 3)).isZero();
  }

  @Test
  void aScoreForAHistoryIsTheWeightedSumOfSimilarities() {
    var index = new ContentIndex(ContentOptions.standard());
    Map<Integer, ItemContent> items = seededItems(7);
    items.forEach(index::put);
    double[] scores = new double[ITEMS];
    scores[5] = 99;

    index.score(new int[] {3, 8, 500}, new double[] {1, 0.5, 1}, 3, scores);

    for (int item = 0; item < ITEMS; item++) {
      assertThat(scores[item])
          .isCloseTo(index.similarity(3, item) + 0.5 * index.similarity(8, item), within(1e-12));
    }
  }

  @Test
  void agreesWithComparingEveryPairFromTheDefinition() {
    Map<Integer, ItemContent> items = seededItems(1);
    var index = new ContentIndex(ContentOptions.standard());
    items.forEach(index::put);
    var naive = new NaiveContent(items, ContentOptions.standard());

    for (int item = 0; item < ITEMS; item++) {
      for (int other = 0; other < ITEMS; other++) {
        assertThat(index.similarity(item, other))
            .isCloseTo(naive.similarity(item, other), within(1e-6));
      }
    }
  }

  @Test
  void putAgainAndRemovedItemsLeaveNoTraceToTheBit() {
    Map<Integer, ItemContent> items = seededItems(2);
    var changed = new ContentIndex(ContentOptions.standard());
    seededItems(3).forEach(changed::put);
    items.forEach(changed::put);
    for (int item = 0; item < 20; item++) {
      changed.remove(item);
      items.remove(item);
    }
    List<Integer> order = new ArrayList<>(items.keySet());
    Collections.shuffle(order, new Random(5));

    var fresh = new ContentIndex(ContentOptions.standard());
    order.forEach(item -> fresh.put(item, items.get(item)));

    assertThat(changed.size()).isEqualTo(fresh.size()).isEqualTo(40);
    assertThat(changed.termCount()).isEqualTo(fresh.termCount());
    for (int item = 0; item < ITEMS; item++) {
      assertThat(changed.similar(item, 10)).isEqualTo(fresh.similar(item, 10));
    }
  }

  @Test
  void similarItemsCarryTheSameBitsAsThePairAskedForAlone() {
    var index = new ContentIndex(ContentOptions.standard());
    seededItems(4).forEach(index::put);

    for (int item = 0; item < ITEMS; item++) {
      for (SimilarItem similar : index.similar(item, 10)) {
        assertThat(similar.similarity())
            .isEqualTo(index.similarity(item, similar.item()))
            .isEqualTo(index.similarity(similar.item(), item))
            .isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void whatTooManyItemsHaveIsNotCompared() {
    var index = new ContentIndex(new ContentOptions(1, 0, 0, 0, 0, 1, 100, 2));
    index.put(SHOES, ItemContent.named("new shoes"));
    index.put(SOCKS, ItemContent.named("new socks"));
    double before = index.similarity(SHOES, SOCKS);

    index.put(HAT, ItemContent.named("new hat"));

    assertThat(before).isPositive();
    assertThat(index.similarity(SHOES, SOCKS)).isZero();
    assertThat(index.similar(SHOES, 5)).isEmpty();
  }

  @Test
  void anItemOfWhichNothingIsSaidIsLikeNothing() {
    var index = new ContentIndex(ContentOptions.standard());
    index.put(SHOES, ItemContent.named("shoes"));

    index.put(SOCKS, ItemContent.named(" - "));
    index.put(SHOES, ItemContent.named(""));

    assertThat(index.size()).isZero();
    assertThat(index.termCount()).isZero();
    assertThat(index.similar(SHOES, 5)).isEmpty();
    assertThat(index.similarity(SHOES, SOCKS)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "nameWeight, -1, 1, 1, 1, 1, 1, 10, 10",
    "textWeight, 1, 1001, 1, 1, 1, 1, 10, 10",
    "categoryWeight, 1, 1, NaN, 1, 1, 1, 10, 10",
    "brandWeight, 1, 1, 1, -1, 1, 1, 10, 10",
    "priceWeight, 1, 1, 1, 1, -1, 1, 10, 10",
    "saturation, 1, 1, 1, 1, 1, 11, 10, 10",
    "maxWords, 1, 1, 1, 1, 1, 1, 0, 10",
    "maxItemsPerTerm, 1, 1, 1, 1, 1, 1, 10, 0",
  })
  void refusesNonsenseAndNamesTheOption(
      String option,
      double name,
      double text,
      double category,
      double brand,
      double price,
      double saturation,
      int maxWords,
      int maxItems) {
    assertThatThrownBy(() ->
            new ContentOptions(name, text, category, brand, price, saturation, maxWords, maxItems))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " must be between");
  }

  @Test
  void refusesPricesThatAreNoneAndNegativeItems() {
    assertThatThrownBy(() -> priced(0)).hasMessage("price must be above 0, but was 0.0");
    assertThatThrownBy(() -> priced(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ContentIndex(WORDS_ONLY).put(-1, ItemContent.named("shoes")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ItemContent content(
      String name, List<String> categories, String brand, double price) {
    return new ItemContent(name, "", categories, brand, OptionalDouble.of(price));
  }

  private static ItemContent priced(double price) {
    return new ItemContent("", "", List.of(), "", OptionalDouble.of(price));
  }

  private static Map<Integer, ItemContent> seededItems(long seed) {
    var random = new Random(seed);
    Map<Integer, ItemContent> items = new TreeMap<>();
    for (int item = 0; item < ITEMS; item++) {
      var name = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        name.append(" word").append((int) (30 * Math.pow(random.nextDouble(), 2)));
      }
      int category = random.nextInt(6);
      items.put(
          item,
          new ItemContent(
              name.toString(),
              "about word" + random.nextInt(30),
              List.of("c" + category / 3, "c" + category),
              "brand" + random.nextInt(8),
              OptionalDouble.of(1 + 200 * random.nextDouble())));
    }
    return items;
  }

  /** Terms as strings in maps, and every pair compared. */
  private record NaiveContent(Map<Integer, Map<String, Double>> vectors) {

    NaiveContent(Map<Integer, ItemContent> items, ContentOptions options) {
      this(new TreeMap<>());
      Map<Integer, Map<String, Double>> frequencies = new TreeMap<>();
      items.forEach((item, content) -> frequencies.put(item, frequencies(content, options)));
      frequencies.forEach((item, terms) -> {
        Map<String, Double> vector = new TreeMap<>();
        terms.forEach((term, weight) -> {
          long having = frequencies.values().stream().filter(it -> it.containsKey(term)).count();
          vector.put(term, weight * Math.log((items.size() + 1.0) / having));
        });
        vectors.put(item, vector);
      });
    }

    double similarity(int item, int other) {
      return dot(item, other) / Math.sqrt(dot(item, item) * dot(other, other));
    }

    private double dot(int item, int other) {
      return vectors.get(item).entrySet().stream()
          .mapToDouble(
              entry -> entry.getValue() * vectors.get(other).getOrDefault(entry.getKey(), 0.0))
          .sum();
    }

    private static Map<String, Double> frequencies(ItemContent content, ContentOptions options) {
      Map<String, Double> words = new TreeMap<>();
      for (String word : content.name().strip().split(" ")) {
        words.merge("w:" + word, options.nameWeight(), Double::sum);
      }
      for (String word : content.text().split(" ")) {
        words.merge("w:" + word, options.textWeight(), Double::sum);
      }
      double k1 = options.saturation();
      words.replaceAll((word, times) -> times * (k1 + 1) / (times + k1));
      words.put("c:" + content.categories().getFirst(), options.categoryWeight());
      words.put("c:" + String.join("/", content.categories()), options.categoryWeight());
      words.put("b:" + content.brand(), options.brandWeight());
      double steps = 2 * Math.log(content.price().getAsDouble()) / Math.log(2);
      words.put("p:" + (int) Math.floor(steps), options.priceWeight());
      words.put("p:" + (int) (Math.floor(steps) + 1), options.priceWeight());
      return words;
    }
  }
}
