package io.storeloop.ingestion.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells programs from browsers by what they call themselves.
 *
 * <p>Looking for some 200 words in a text takes microseconds, and the same few thousand browsers
 * come again and again: what was found is remembered for the last {@value #MAX_REMEMBERED} or so.
 * Thread-safe.
 */
final class KnownAgents {
  /** An agent longer than this is judged by its beginning. */
  static final int MAX_LENGTH = 512;

  static final int MAX_REMEMBERED = 10_000;

  private static final String LIST = "agents.txt";

  /** Browsers without a window, and the tools that drive them. */
  private static final List<String> HEADLESS =
      List.of(
          "headless",
          "phantomjs",
          "playwright",
          "puppeteer",
          "selenium",
          "webdriver",
          "cypress",
          "electron/test",
          "jsdom",
          "htmlunit",
          "slimerjs",
          "testcafe",
          "nightmare");

  /** A maker of telephones whose name holds the word "bot". */
  private static final String CUBOT = "cubot";

  private enum Kind {
    BROWSER,
    HEADLESS,
    KNOWN
  }

  private final List<String> words;
  private final Map<String, Kind> remembered = new ConcurrentHashMap<>();

  private KnownAgents(List<String> words) {
    this.words = List.copyOf(words);
  }

  /** Our list and the words given. */
  static KnownAgents load(List<String> more) {
    List<String> words = new ArrayList<>();
    try (InputStream list =
            Objects.requireNonNull(KnownAgents.class.getResourceAsStream(LIST), LIST);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(String::strip)
          .forEach(words::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    more.stream().map(word -> word.toLowerCase(Locale.ROOT)).forEach(words::add);
    return new KnownAgents(words);
  }

  /** Whether it is a browser that a program drives. */
  boolean isHeadless(String agent) {
    return kind(agent) == Kind.HEADLESS;
  }

  /** Whether it is a program of the list. */
  boolean isKnown(String agent) {
    return kind(agent) == Kind.KNOWN;
  }

  private Kind kind(String agent) {
    String key = agent.length() <= MAX_LENGTH ? agent : agent.substring(0, MAX_LENGTH);
    Kind known = remembered.get(key);
    if (known != null) {
      return known;
    }
    Kind found = find(key.toLowerCase(Locale.ROOT).replace(CUBOT, ""));
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(key, found);
    return found;
  }

  private Kind find(String lower) {
    if (HEADLESS.stream().anyMatch(lower::contains)) {
      return Kind.HEADLESS;
    }
    return words.stream().anyMatch(lower::contains) ? Kind.KNOWN : Kind.BROWSER;
  }
}
