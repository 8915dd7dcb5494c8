package io.storeloop.campaign.message;

import io.storeloop.campaign.validation.Mistakes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads members of a JSON object, and notes among the request's {@link Mistakes} what is wrong. */
final class JsonMistakes {
  private static final int LONGEST_SUBJECT = 500;
  private static final int LONGEST_TEXT = 20_000;
  private static final Pattern VALUE =
      Pattern.compile(
          "traits\\.[^{}|]{1,100}|userId|unsubscribeUrl|campaign\\.name|offer\\.(title|body|link|imageUrl)|coupon\\.code|items\\.[0-9]{1,2}\\.(itemId|title|price|currency)"
              + "|offer\\.values\\.[^{}|]{1,100}|occasion\\.(itemIds|price|priceBefore|currency)");

  private final String prefix;
  private final Mistakes mistakes;

  JsonMistakes(String prefix, Mistakes mistakes) {
    this.prefix = prefix;
    this.mistakes = mistakes;
  }

  void add(String pointer, String code, String detail) {
    mistakes.add(prefix + pointer, code, detail);
  }

  /** The same, for members of the object at that place. */
  JsonMistakes within(String at) {
    return new JsonMistakes(prefix + at, mistakes);
  }

  void unknown(JsonNode json, String at, Set<String> known) {
    if (!json.isObject()) {
      add(at, "wrong_type", "expected an object");
      return;
    }
    json.properties().stream()
        .map(member -> member.getKey())
        .filter(name -> !known.contains(name))
        .forEach(name ->
            add(
                Mistakes.member(at, name),
                "unknown_field",
                "expected one of " + known.stream().sorted().toList()));
  }

  /** The text at a pointer below the object; empty if there is none. */
  Optional<String> text(JsonNode json, String pointer) {
    JsonNode node = json.at(pointer);
    return node.isString() && !node.stringValue().isBlank()
        ? Optional.of(node.stringValue())
        : Optional.empty();
  }

  /** A span of time as ISO 8601 writes it; empty if absent, or after having noted why not. */
  Optional<Duration> duration(JsonNode json, String pointer, Duration least, Duration most) {
    JsonNode node = json.at(pointer);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    try {
      Duration given = Duration.parse(node.asString(""));
      if (given.compareTo(least) >= 0 && given.compareTo(most) <= 0) {
        return Optional.of(given);
      }
    } catch (DateTimeException | ArithmeticException notADuration) {
      // said below
    }
    add(
        pointer,
        "invalid_value",
        "expected a span such as PT1H or P1D from %s to %s".formatted(least, most));
    return Optional.empty();
  }

  Optional<LocalTime> localTime(JsonNode json, String at, String name) {
    try {
      return Optional.of(LocalTime.parse(json.path(name).asString("")));
    } catch (DateTimeException notATime) {
      add(at + "/" + name, "invalid_value", "expected a time such as 21:00");
      return Optional.empty();
    }
  }

  Optional<ZoneId> zone(JsonNode json, String at) {
    String name = json.path("timeZone").asString("");
    if (ZoneId.getAvailableZoneIds().contains(name)) {
      return Optional.of(ZoneId.of(name));
    }
    add(at + "/timeZone", "unknown_time_zone", "expected a time zone such as Europe/Berlin");
    return Optional.empty();
  }

  Optional<Template> template(JsonNode json, String at, String name, boolean needed) {
    String pointer = at + "/" + name;
    JsonNode node = json.path(name);
    if (node.isMissingNode() && !needed) {
      return Optional.empty();
    }
    String source = node.asString("");
    int longest = name.equals("subject") ? LONGEST_SUBJECT : LONGEST_TEXT;
    if (source.isBlank() || source.length() > longest) {
      add(
          pointer,
          source.isBlank() ? "missing_value" : "text_too_long",
          "expected a text of 1 to %d characters".formatted(longest));
      return Optional.empty();
    }
    if (!Mistakes.isStorable(source)) {
      add(pointer, "invalid_text", "the text holds U+0000 or half a surrogate pair");
      return Optional.empty();
    }
    try {
      Template template = Template.of(source);
      Optional<String> stranger =
          template.paths().stream().filter(path -> !VALUE.matcher(path).matches()).findFirst();
      stranger.ifPresent(path ->
          add(
              pointer,
              "unknown_path",
              "'%s' is none of traits.…, userId, unsubscribeUrl, campaign.name, offer.…, coupon.code, items.0.title, occasion.…"
                  .formatted(path)));
      return stranger.isPresent() ? Optional.empty() : Optional.of(template);
    } catch (IllegalArgumentException wrong) {
      add(pointer, "invalid_template", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }
}
