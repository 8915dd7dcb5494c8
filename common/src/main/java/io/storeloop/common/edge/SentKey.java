package io.storeloop.common.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API key of a call, wherever its client's protocol puts it.
 *
 * <p>In this order: {@code Authorization: Bearer KEY}; Basic with the key as user name (Segment);
 * the access key id of an AWS signature (Amazon Personalize), whose signature is not looked at, as
 * a write key is public; {@code X-API-Key} (Gorse); and in the address {@code writeKey} (beacons,
 * which cannot set headers) or {@code api_secret} (GA4).
 *
 * @param inAddress whether it stands in the address, where logs and histories keep it
 */
record SentKey(byte[] bytes, boolean inAddress) {
  private static final Set<String> PARAMETERS = Set.of("writeKey", "api_secret");

  /** Source: AWS Signature Version 4, the Authorization header. */
  private static final Pattern AWS_CREDENTIAL =
      Pattern.compile("AWS4-HMAC-SHA256 .*?Credential=([^/,\\s]{1,256})/.*");

  static Optional<SentKey> of(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return ofAuthorization(authorization).map(key -> of(key, false));
    }
    String apiKey = request.getHeader("X-API-Key");
    return apiKey == null
        ? ofAddress(request.getQueryString()).map(key -> of(key, true))
        : Optional.of(of(apiKey.trim(), false));
  }

  private static SentKey of(String key, boolean inAddress) {
    return new SentKey(key.getBytes(StandardCharsets.UTF_8), inAddress);
  }

  private static Optional<String> ofAuthorization(String header) {
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.of(header.substring(7).trim());
    }
    if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return basicUser(header.substring(6).trim());
    }
    Matcher aws = AWS_CREDENTIAL.matcher(header);
    return aws.matches() ? Optional.of(aws.group(1)) : Optional.empty();
  }

  private static Optional<String> basicUser(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return Optional.of(colon < 0 ? pair : pair.substring(0, colon));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<String> ofAddress(String query) {
    if (query == null) {
      return Optional.empty();
    }
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && PARAMETERS.contains(parameter.substring(0, equals))) {
        return decoded(parameter.substring(equals + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }
}
