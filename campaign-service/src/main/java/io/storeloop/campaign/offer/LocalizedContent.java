package io.storeloop.campaign.offer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Content in one or several languages.
 *
 * @param language of the standard content, a BCP 47 tag; absent if nobody said
 * @param standard what is shown to whoever understands none of the others
 * @param translations by BCP 47 tag
 */
public record LocalizedContent(
    @Nullable String language, OfferContent standard, Map<String, OfferContent> translations) {
  public LocalizedContent {
    translations = Collections.unmodifiableMap(new LinkedHashMap<>(translations));
  }

  /** Content that is the same for everybody. */
  public static LocalizedContent of(OfferContent content) {
    return new LocalizedContent(null, content, Map.of());
  }

  /** Content in a language that is known, or in one that is not. */
  public record Spoken(@Nullable String language, OfferContent content) {}

  /**
   * The content that the shopper understands best: the first wish that is there, shortened tag by
   * tag, otherwise the standard one.
   *
   * <p>Source: RFC 4647, §3.4 (lookup).
   *
   * @param wishes most wanted first
   */
  public Spoken in(List<LanguageRange> wishes) {
    List<String> tags = new ArrayList<>(translations.keySet());
    if (language != null) {
      tags.addFirst(language);
    }
    // a bare * stands for no wish
    List<LanguageRange> named =
        wishes.stream().filter(wish -> !wish.getRange().equals("*")).toList();
    String tag = named.isEmpty() || tags.isEmpty() ? null : Locale.lookupTag(named, tags);
    if (tag == null) {
      return new Spoken(language, standard);
    }
    // the look-up answers in lower case
    return translations.entrySet().stream()
        .filter(translation -> translation.getKey().equalsIgnoreCase(tag))
        .findFirst()
        .map(found -> new Spoken(found.getKey(), found.getValue()))
        .orElseGet(() -> new Spoken(language, standard));
  }
}
