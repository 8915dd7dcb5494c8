package io.storeloop.common.ids;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the shop's server does: it signs the ids of its users. */
public final class SignatureFixture {
  public static final String SECRET = "a-secret-of-at-least-32-characters";

  /** Signatures count, and new users need none. */
  public static final IdentityRule RULE =
      new IdentityRule(new EventTrust(new IdentitySignatures(SECRET), true));

  private SignatureFixture() {}

  public static String signatureOf(String userId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
