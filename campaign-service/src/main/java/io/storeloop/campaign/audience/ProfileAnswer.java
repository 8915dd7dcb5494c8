package io.storeloop.campaign.audience;

import io.storeloop.common.conditions.Subject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What profile-service said about a shopper. */
public sealed interface ProfileAnswer {
  /**
   * A profile, empty for somebody nobody has seen yet.
   *
   * @param userId the user that the profile belongs to; absent while anonymous
   * @param subject what conditions are asked of
   * @param marketing whether the shopper agreed to offers; empty if nobody asked
   * @param asOf how current it is; absent if profile-service did not say
   */
  record Known(
      @Nullable String userId, Subject subject, Optional<Boolean> marketing, @Nullable Instant asOf)
      implements ProfileAnswer {}

  /** No usable answer in time; {@code reason} is for logs and metrics. */
  record Unavailable(String reason) implements ProfileAnswer {}
}
