package io.storeloop.ingestion.traffic;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the signs of traffic in an event's properties, where Segment's libraries and ours leave
 * them: {@code context.userAgent}, {@code context.page.url} and {@code .referrer}, {@code
 * context.webdriver}, {@code test}, {@code email}. Properties are a sender's: every one may be
 * missing or of another type.
 */
final class SignReader {
  private final Event event;
  private final Map<?, ?> context;
  private final Map<?, ?> page;

  SignReader(Event event) {
    this.event = event;
    this.context = map(event.properties().get("context"));
    this.page = map(context.get("page"));
  }

  @Nullable String userAgent() {
    return text(context.get("userAgent"));
  }

  boolean isFlaggedAsTest() {
    return isTrue(event.properties().get("test"))
        || isTrue(context.get("test"))
        || isTrue(map(context.get("traits")).get("test"));
  }

  boolean isDriven() {
    return isTrue(context.get("webdriver")) || isTrue(event.properties().get("webdriver"));
  }

  /** The host of the page; null where there is no address or none that is one. */
  @Nullable String host() {
    String url = text(page.get("url"));
    if (url == null) {
      url = text(event.properties().get("url"));
    }
    return url == null ? null : hostOf(url);
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>(4);
    add(event.userId(), ids);
    add(event.anonymousId(), ids);
    add(text(event.properties().get("email")), ids);
    add(text(map(context.get("traits")).get("email")), ids);
    return ids;
  }

  /** Whether it tells of a page, and says that nothing led there. */
  boolean isPageWithoutReferrer() {
    return (event.type() == EventType.PAGE || event.type() == EventType.VIEW)
        && !page.isEmpty()
        && (page.get("referrer") == null || "".equals(page.get("referrer")));
  }

  private static void add(@Nullable String id, List<String> ids) {
    if (id != null) {
      ids.add(id);
    }
  }

  /**
   * What stands between {@code //} and the path, without user and port: an address that a browser
   * made needs no more, and any other must not be able to fail.
   */
  private static @Nullable String hostOf(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return null;
    }
    int from = scheme + 3;
    int to = from;
    while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) {
      to++;
    }
    String authority = url.substring(from, to);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.lastIndexOf(':');
    String bare = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    return bare.isEmpty() ? null : bare.toLowerCase(Locale.ROOT);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? text : null;
  }

  private static boolean isTrue(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }
}
