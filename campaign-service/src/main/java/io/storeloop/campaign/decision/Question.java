package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked.
 *
 * @param context what the page sent along
 * @param acceptLanguage as a browser writes it, RFC 9110; absent if nobody said, or at more than
 *     {@value #LONGEST_WISH} characters
 */
record Question(
    Shopper shopper, String placement, JsonNode context, @Nullable String acceptLanguage) {
  private static final int LONGEST_WISH = 500;

  Question {
    // kept with every decision, so bounded; what is longer cannot be read and is no preference
    acceptLanguage =
        acceptLanguage == null || acceptLanguage.length() > LONGEST_WISH ? null : acceptLanguage;
  }

  /**
   * The languages the shopper understands, most wanted first: the page's word, then the profile's.
   */
  List<LanguageRange> languages(Subject profile) {
    List<LanguageRange> wishes = new ArrayList<>(ranges(acceptLanguage));
    profile
        .value("traits.locale")
        .filter(Value.TextValue.class::isInstance)
        .ifPresent(locale -> wishes.addAll(ranges(locale.toString().replace('_', '-'))));
    return wishes;
  }

  private static List<LanguageRange> ranges(@Nullable String header) {
    try {
      return header == null ? List.of() : LanguageRange.parse(header);
    } catch (IllegalArgumentException notALanguage) {
      return List.of(); // RFC 9110, 12.5.4: a preference that cannot be read is none
    }
  }
}
