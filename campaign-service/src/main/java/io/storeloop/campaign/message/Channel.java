package io.storeloop.campaign.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The way by which a campaign reaches shoppers. */
public enum Channel {
  /** A signed call to a destination of the shop, which passes it on. */
  WEBHOOK,
  /** A mail through an SMTP server. */
  EMAIL,
  /** Nothing is sent: the storefront asks for decisions. */
  ON_SITE,
  /** Nothing is sent: the audience is exported. */
  AUDIENCE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether something leaves on an occasion. */
  public boolean sends() {
    return this == WEBHOOK || this == EMAIL;
  }

  public static Optional<Channel> ofWireName(String name) {
    return Arrays.stream(values()).filter(channel -> channel.wireName().equals(name)).findFirst();
  }
}
