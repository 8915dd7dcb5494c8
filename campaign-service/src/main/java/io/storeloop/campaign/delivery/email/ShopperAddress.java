package io.storeloop.campaign.delivery.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** One address, and nothing that a mail server could take for more. */
final class ShopperAddress {
  private static final int LONGEST = 254;
  private static final Pattern PLAIN =
      Pattern.compile(
          "[^\\s\\p{Cntrl}<>(),;:\\\\\"\\[\\]@]{1,64}@[^\\s\\p{Cntrl}<>(),;:\\\\\"\\[\\]@]{1,253}");

  private ShopperAddress() {}

  /** Empty for what is no single plain address: no list, no name beside it, no line of its own. */
  static Optional<InternetAddress> of(String text) {
    String address = text.strip();
    if (address.length() > LONGEST || !PLAIN.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      InternetAddress parsed = new InternetAddress(address, true);
      parsed.validate();
      return Optional.of(parsed);
    } catch (AddressException notOne) {
      return Optional.empty();
    }
  }
}
