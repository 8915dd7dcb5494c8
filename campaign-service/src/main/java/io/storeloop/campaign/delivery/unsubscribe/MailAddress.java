package io.storeloop.campaign.delivery.unsubscribe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A mail address as a key: trimmed, in lower case, and hashed as advertisers' lists expect it. */
public final class MailAddress {
  private MailAddress() {}

  /** SHA-256 of the normalised text in UTF-8, 64 hexadecimal digits in lower case. */
  public static String hash(String text) {
    return sha256(text.strip().toLowerCase(Locale.ROOT));
  }

  /** The same of the text as it is. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
