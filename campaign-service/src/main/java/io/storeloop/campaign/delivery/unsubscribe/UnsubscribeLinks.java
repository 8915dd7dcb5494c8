package io.storeloop.campaign.delivery.unsubscribe;

import io.storeloop.campaign.delivery.DeliveryProperties;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Addresses that unsubscribe whoever has got a send. They name nobody: a token is the id of the
 * send and 16 bytes of HMAC-SHA-256 over it, under a key that only the database knows.
 */
@Component
public class UnsubscribeLinks {
  static final String PATH = "/v1/unsubscribe/";
  private static final int ID_BYTES = 16;
  private static final int MAC_BYTES = 16;

  private final JdbcUnsubscriptions store;
  private final DeliveryProperties properties;
  private volatile byte @Nullable [] key;

  UnsubscribeLinks(JdbcUnsubscriptions store, DeliveryProperties properties) {
    this.store = store;
    this.properties = properties;
  }

  /** The address; empty without {@code storeloop.campaign.delivery.public-url}. */
  public String of(UUID send) {
    if (properties.publicUrl().isBlank()) {
      return "";
    }
    String base = properties.publicUrl().replaceAll("/+$", "");
    return base + PATH + token(send);
  }

  String token(UUID send) {
    byte[] id = bytes(send);
    byte[] token = Arrays.copyOf(id, ID_BYTES + MAC_BYTES);
    System.arraycopy(mac(id), 0, token, ID_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The send that a token was made for; empty if it is none of ours. */
  Optional<UUID> read(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length != ID_BYTES + MAC_BYTES) {
        return Optional.empty();
      }
      byte[] id = Arrays.copyOf(bytes, ID_BYTES);
      byte[] signature = Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
      if (!MessageDigest.isEqual(signature, Arrays.copyOf(mac(id), MAC_BYTES))) {
        return Optional.empty();
      }
      ByteBuffer buffer = ByteBuffer.wrap(id);
      return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private byte[] mac(byte[] id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(), "HmacSHA256"));
      return mac.doFinal(id);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private byte[] key() {
    byte[] known = key;
    if (known == null) {
      known = store.key();
      key = known;
    }
    return known;
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
