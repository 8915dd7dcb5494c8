package io.storeloop.common.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The public keys, for doors whose clients put the key where only the door finds it.
 *
 * <p>A call to one of the {@link KeyInBodyPaths} that carries no key elsewhere is let through
 * unchecked, and marked so; whoever answers such a path asks {@link #requireIn} before anything
 * else is done with the body.
 */
public final class WriteKeys {
  static final String UNCHECKED = WriteKeys.class.getName() + ".UNCHECKED";

  private final List<byte[]> keys;

  WriteKeys(ApiKeyProperties properties) {
    this.keys =
        properties.write().stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
  }

  public boolean isKnown(String key) {
    byte[] given = key.getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (byte[] known : keys) {
      found |= MessageDigest.isEqual(known, given);
    }
    return found;
  }

  /**
   * Checks the key in the body of a call that came without one elsewhere.
   *
   * @throws ProblemException 401 {@code key_missing}, {@code unknown_key}
   */
  public void requireIn(HttpServletRequest request, @Nullable String keyInBody) {
    if (request.getAttribute(UNCHECKED) == null) {
      return;
    }
    if (keyInBody == null) {
      throw ProblemException.of(
          HttpStatus.UNAUTHORIZED,
          "key_missing",
          "send an API key: 'Authorization: Bearer KEY', Basic with the key as user name, or writeKey in the body");
    }
    if (!isKnown(keyInBody)) {
      throw ProblemException.of(
          HttpStatus.UNAUTHORIZED, "unknown_key", "the writeKey in the body is none of ours");
    }
  }
}
