package io.storeloop.campaign.delivery.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver who calls: {@code v1,} and the Base64 of HMAC-SHA-256 over {@code
 * id.timestamp.body}, one for each valid secret, separated by spaces.
 *
 * <p>Source: Standard Webhooks 1.0.0, "Signature scheme", symmetric; secrets are written {@code
 * whsec_} and Base64.
 */
final class WebhookSignature {
  private static final String SECRET_PREFIX = "whsec_";

  private WebhookSignature() {}

  static String of(List<byte[]> secrets, String id, Instant timestamp, String body) {
    byte[] content =
        (id + "." + timestamp.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, content)))
        .collect(Collectors.joining(" "));
  }

  static String written(byte[] secret) {
    return SECRET_PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  private static byte[] mac(byte[] secret, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
