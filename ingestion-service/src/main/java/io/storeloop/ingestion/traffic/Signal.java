package io.storeloop.ingestion.traffic;

import io.storeloop.common.events.Traffic;
import java.util.Locale;

/**
 * What gives away that no shopper did it, the surest first: the first that is seen counts. Tests
 * come before bots, because shops test with the browsers of bots.
 */
public enum Signal {
  /** The sender says so: {@code test} in the properties, the context or the traits. */
  TEST_FLAG(Traffic.TEST),
  /** A shopper whose id or e-mail address the shop has set aside for tests. */
  TEST_ID(Traffic.TEST),
  /** The page is on a developer's own machine. */
  TEST_HOST(Traffic.TEST),
  /** The browser names a tool that drives it, and has no window. */
  HEADLESS(Traffic.BOT),
  /** The browser is a program of the list of known agents. */
  AGENT(Traffic.BOT),
  /** The page was driven: {@code navigator.webdriver} is true (W3C WebDriver, section 4). */
  WEBDRIVER(Traffic.BOT),
  /** More in a minute than people do. */
  RATE(Traffic.BOT),
  /** Page after page within a minute, none of them reached from another. */
  NO_REFERRER(Traffic.BOT);

  private final Traffic traffic;

  Signal(Traffic traffic) {
    this.traffic = traffic;
  }

  Traffic traffic() {
    return traffic;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
