package io.storeloop.campaign.delivery.export;

import io.storeloop.campaign.delivery.unsubscribe.MailAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A shopper whom the campaign addresses and treats, as a line of a file. */
record AudienceMember(
    @Nullable String userId, @Nullable String anonymousId, @Nullable String email, String offerId) {
  private static final List<String> PLAIN = List.of("userId", "anonymousId", "email", "offerId");
  private static final List<String> HASHED =
      List.of("userIdSha256", "anonymousIdSha256", "emailSha256", "offerId");

  static List<String> names(boolean hashed) {
    return hashed ? HASHED : PLAIN;
  }

  /**
   * The values by name, absent ones left out. Hashes are SHA-256 in hexadecimal: of ids as they
   * are, of addresses trimmed and in lower case.
   */
  Map<String, String> values(boolean hashed) {
    Map<String, String> values = new LinkedHashMap<>();
    if (userId != null) {
      values.put(names(hashed).get(0), hashed ? MailAddress.sha256(userId) : userId);
    }
    if (anonymousId != null) {
      values.put(names(hashed).get(1), hashed ? MailAddress.sha256(anonymousId) : anonymousId);
    }
    if (email != null) {
      values.put(names(hashed).get(2), hashed ? MailAddress.hash(email) : email);
    }
    values.put("offerId", offerId);
    return values;
  }
}
