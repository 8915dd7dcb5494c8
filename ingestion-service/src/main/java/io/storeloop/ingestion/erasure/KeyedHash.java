package io.storeloop.ingestion.erasure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under the shop's key: what stays of an erased id. Without the key nobody can tell by
 * trying whose it is. Thread-safe.
 *
 * <p>Source: RFC 2104.
 */
final class KeyedHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  KeyedHash(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  String ofUser(String userId) {
    return of("user:" + userId);
  }

  String ofDevice(String anonymousId) {
    return of("anonymous:" + anonymousId);
  }

  /** Tells one key from another, and nothing about either. */
  String check() {
    return of("check:");
  }

  private String of(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
