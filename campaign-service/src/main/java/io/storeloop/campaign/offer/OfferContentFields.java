package io.storeloop.campaign.offer;

import io.storeloop.campaign.validation.Mistakes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is rendered, as it is written: on the wire and in rows. */
@Schema(name = "OfferContent")
public record OfferContentFields(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "Ten percent off your next order")
        @Nullable String title,
    @Schema(example = "We have missed you.") @Nullable String body,
    @Schema(example = "https://shop.example/banner.png") @Nullable String imageUrl,
    @Schema(example = "/sale") @Nullable String link,
    @Schema(
            description = "Whatever else the page needs, at most 50 texts by name.",
            example = "{\"code\": \"BACK10\"}")
        @Nullable Map<String, @Nullable String> values) {
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_BODY = 4000;
  private static final int LONGEST_LINK = 2000;
  private static final int MOST_VALUES = 50;
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_VALUE = 1000;

  /** No {@code javascript:} and the like: what a page renders as a link must be one. */
  private static final Pattern LINK = Pattern.compile("(https?://|/(?![/\\\\]))\\S*");

  public static OfferContentFields of(OfferContent content) {
    return new OfferContentFields(
        content.title(),
        content.body(),
        content.imageUrl(),
        content.link(),
        new LinkedHashMap<>(content.values()));
  }

  /** Reads it; what is wrong is noted with pointers below {@code at}. */
  public OfferContent read(String at, Mistakes mistakes) {
    return read(mistakes.required(at + "/title", title, LONGEST_TITLE), at, mistakes);
  }

  /** The same where nothing needs to be rendered. */
  public OfferContent readWithoutTitle(String at, Mistakes mistakes) {
    String given = mistakes.optional(at + "/title", title, LONGEST_TITLE);
    return read(given == null ? "" : given, at, mistakes);
  }

  private OfferContent read(String readTitle, String at, Mistakes mistakes) {
    return new OfferContent(
        readTitle,
        mistakes.optional(at + "/body", body, LONGEST_BODY),
        link(at + "/imageUrl", imageUrl, mistakes),
        link(at + "/link", link, mistakes),
        values(at + "/values", mistakes));
  }

  private static @Nullable String link(String pointer, @Nullable String given, Mistakes mistakes) {
    String address = mistakes.optional(pointer, given, LONGEST_LINK);
    if (address != null) {
      mistakes.matching(
          pointer, address, LINK, "an address beginning with https://, http:// or a single /");
    }
    return address;
  }

  private Map<String, String> values(String pointer, Mistakes mistakes) {
    Map<String, String> read = new LinkedHashMap<>();
    if (values == null) {
      return read;
    }
    if (values.size() > MOST_VALUES) {
      mistakes.tooMany(pointer, MOST_VALUES, values.size());
      return read;
    }
    values.forEach((key, value) -> {
      String at = Mistakes.member(pointer, key);
      mistakes.required(at, key, LONGEST_KEY);
      if (value == null) {
        mistakes.add(at, "missing_value", "expected a text, received null");
      } else {
        mistakes.optional(at, value, LONGEST_VALUE);
        read.put(key, value);
      }
    });
    return read;
  }
}
