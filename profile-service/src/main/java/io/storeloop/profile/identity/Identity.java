package io.storeloop.profile.identity;

import io.storeloop.common.ids.Uuids;
import java.util.UUID;

/** One id of a shopper. */
public record Identity(IdentityKind kind, String value) {
  public static Identity user(String userId) {
    return new Identity(IdentityKind.USER, userId);
  }

  public static Identity anonymous(String anonymousId) {
    return new Identity(IdentityKind.ANONYMOUS, anonymousId);
  }

  public boolean isUser() {
    return kind == IdentityKind.USER;
  }

  /** The profile this id founds: always the same, so that a rebuild from the log finds it again. */
  public UUID profileId() {
    return Uuids.ofText("profile:" + kind.wireName() + ":" + value);
  }
}
