package io.storeloop.campaign.delivery.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A destination.
 *
 * @param oldSecret signs too until {@code oldSecretUntil}; both are absent without a rotation
 */
record Webhook(
    UUID id,
    String name,
    URI url,
    byte[] secret,
    byte @Nullable [] oldSecret,
    @Nullable Instant oldSecretUntil,
    Instant createdAt) {
  /** The secrets that sign at that moment, the newest first. */
  List<byte[]> secrets(Instant now) {
    List<byte[]> secrets = new ArrayList<>();
    secrets.add(secret);
    if (oldSecret != null && oldSecretUntil != null && now.isBefore(oldSecretUntil)) {
      secrets.add(oldSecret);
    }
    return secrets;
  }
}
