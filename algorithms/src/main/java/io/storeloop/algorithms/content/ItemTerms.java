package io.storeloop.algorithms.content;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns an item into weighted terms, in the order of the terms. A word counts by its occurrences
 * times the weight of its field, names and texts together.
 */
final class ItemTerms {
  private static final String PATH_SEPARATOR = " > ";

  /** Bands of a factor of two, each overlapping the next by half: two for each price. */
  private static final int HALF_BANDS_PER_DOUBLING = 2;

  private static final double LOG_2 = Math.log(2);

  private final ContentOptions options;
  private final Map<Term, Double> terms = new TreeMap<>();

  private ItemTerms(ContentOptions options) {
    this.options = options;
  }

  static Map<Term, Double> of(ItemContent content, ContentOptions options) {
    var terms = new ItemTerms(options);
    terms.addWords(content.name(), options.nameWeight());
    terms.addWords(content.text(), options.textWeight());
    terms.addCategories(content);
    terms.add(Field.BRAND, fold(content.brand()), options.brandWeight());
    content.price().ifPresent(terms::addPrice);
    return terms.terms;
  }

  private void addWords(String text, double weight) {
    if (weight > 0) {
      for (String word : Tokeniser.words(text, options.maxWords())) {
        add(Field.WORD, word, weight);
      }
    }
  }

  private void addCategories(ItemContent content) {
    var path = new StringBuilder();
    for (String category : content.categories()) {
      path.append(path.isEmpty() ? "" : PATH_SEPARATOR).append(fold(category));
      add(Field.CATEGORY, path.toString(), options.categoryWeight());
    }
  }

  private void addPrice(double price) {
    int half = (int) Math.floor(HALF_BANDS_PER_DOUBLING * Math.log(price) / LOG_2);
    add(Field.PRICE_BAND, Integer.toString(half), options.priceWeight());
    add(Field.PRICE_BAND, Integer.toString(half + 1), options.priceWeight());
  }

  private void add(Field field, String text, double weight) {
    if (!text.isEmpty() && weight > 0) {
      terms.merge(new Term(field, text), weight, Double::sum);
    }
  }

  private static String fold(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
