package io.storeloop.profile.evaluation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In which currencies amounts are written, by their signs; nothing is converted. */
final class Currencies {
  private static final Pattern SIGN = Pattern.compile("\\p{Sc}|(?i:EUR|USD|GBP|CHF)");
  private static final Map<String, String> CODES = Map.of("€", "EUR", "$", "USD", "£", "GBP");
  private static final int MOST = 20;

  private final SortedSet<String> seen = new TreeSet<>();

  void learn(String cell) {
    if (seen.size() < MOST && cell.chars().anyMatch(Currencies::maySign)) {
      Matcher match = SIGN.matcher(cell);
      if (match.find()) {
        String sign = match.group();
        seen.add(CODES.getOrDefault(sign, sign.toUpperCase(Locale.ROOT)));
      }
    }
  }

  private static boolean maySign(int character) {
    return Character.isLetter(character)
        || Character.getType(character) == Character.CURRENCY_SYMBOL;
  }

  /** That there are several; empty if not. */
  Optional<String> note() {
    return seen.size() < 2
        ? Optional.empty()
        : Optional.of(
            "Amounts in %s are added up as if they were of one currency."
                .formatted(String.join(", ", seen)));
  }
}
