package io.storeloop.common.ids;

import io.storeloop.common.events.Event;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 of the {@code userId} under a secret that only the shop's server has, in
 * hexadecimal: {@code properties.identitySignature}, or {@code identitySignature} in the {@code
 * context}.
 *
 * <p>Without a secret no signature is valid. Thread-safe.
 *
 * <p>Source: RFC 2104 (HMAC).
 */
public final class IdentitySignatures {
  /** Where the signature stands, in an event's properties or in their {@code context}. */
  public static final String PROPERTY = "identitySignature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String CONTEXT = "context";

  private final @Nullable SecretKeySpec key;

  /** {@code secret} may be empty. */
  public IdentitySignatures(String secret) {
    this.key =
        secret.isEmpty()
            ? null
            : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Whether the event carries the signature of its own {@code userId}. */
  boolean areValidFor(Event event) {
    String sent = sentWith(event);
    if (key == null || event.userId() == null || sent == null) {
      return false;
    }
    byte[] expected = of(event.userId(), key).getBytes(StandardCharsets.US_ASCII);
    byte[] given = sent.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given);
  }

  private static @Nullable String sentWith(Event event) {
    Map<String, @Nullable Object> properties = event.properties();
    Object sent = properties.get(PROPERTY);
    if (sent == null && properties.get(CONTEXT) instanceof Map<?, ?> context) {
      sent = context.get(PROPERTY);
    }
    return sent instanceof String text ? text : null;
  }

  private static String of(String userId, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
