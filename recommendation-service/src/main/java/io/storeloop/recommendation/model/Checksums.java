package io.storeloop.recommendation.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What proves that a snapshot is as it was written. */
final class Checksums {
  static final int BYTES = 32;

  private Checksums() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform knows SHA-256", e);
    }
  }
}
