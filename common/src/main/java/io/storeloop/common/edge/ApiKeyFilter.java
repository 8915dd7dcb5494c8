package io.storeloop.common.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in whoever holds the right key; {@link SentKey} says where it is looked for.
 *
 * <p>Documents, health and pages are open, and only in their plain spelling; everything else needs
 * a key, whether it exists or not. A write key opens only the declared {@link WritePaths}. A secret
 * key that a browser sends from another site (by its {@code Origin} header) is refused: it has
 * leaked.
 */
final class ApiKeyFilter extends OncePerRequestFilter {
  private static final List<String> OPEN_BELOW =
      List.of("/actuator/health/", "/swagger-ui/", "/v3/api-docs/", "/webjars/");

  private static final Set<String> OPEN =
      Set.of(
          "/", "/error", "/actuator/health", "/actuator/info", "/swagger-ui.html", "/v3/api-docs");

  /** A page or one of its files, at the root or one folder below. */
  private static final Pattern STATIC_FILE =
      Pattern.compile("/(?:[a-z]+/)?[a-z0-9-]+\\.(?:html|css|js|svg|png|ico)");

  /**
   * Nothing that a server could read otherwise than it is written: no escape, parameter or dots.
   */
  private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*/?");

  private final List<byte[]> writeKeys;
  private final List<byte[]> secretKeys;
  private final Set<String> writePaths;
  private final Set<String> keyInBodyPaths;
  private final List<String> openBelow;
  private final ProblemWriter problems;

  ApiKeyFilter(
      ApiKeyProperties keys,
      List<WritePaths> writePaths,
      List<KeyInBodyPaths> keyInBodyPaths,
      List<OpenPaths> openPaths,
      ProblemWriter problems) {
    this.writeKeys = bytes(keys.write());
    this.secretKeys = bytes(keys.secret());
    this.writePaths =
        writePaths.stream()
            .flatMap(declared -> declared.paths().stream())
            .collect(Collectors.toUnmodifiableSet());
    this.keyInBodyPaths =
        keyInBodyPaths.stream()
            .flatMap(declared -> declared.paths().stream())
            .collect(Collectors.toUnmodifiableSet());
    this.openBelow =
        Stream.concat(
                OPEN_BELOW.stream(),
                openPaths.stream().flatMap(declared -> declared.below().stream()))
            .toList();
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return isOpen(request.getRequestURI());
  }

  private boolean isOpen(String path) {
    // the dearest question last: most calls are of the API, which is none of these
    return (OPEN.contains(path)
            || openBelow.stream().anyMatch(path::startsWith)
            || STATIC_FILE.matcher(path).matches())
        && PLAIN.matcher(path).matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<SentKey> key = SentKey.of(request);
    if (key.isPresent() && anyEqual(secretKeys, key.get().bytes())) {
      if (key.get().inAddress()) {
        problems.write(
            response,
            HttpStatus.FORBIDDEN,
            "secret_key_in_address",
            "logs keep addresses: replace this secret key, and send the new one in a header");
        return;
      }
      if (isFromAnotherSite(request)) {
        problems.write(
            response,
            HttpStatus.FORBIDDEN,
            "secret_key_in_browser",
            "a secret key must never reach a browser: replace it, and use a write key there");
        return;
      }
      chain.doFilter(request, response);
    } else if (key.isPresent() && anyEqual(writeKeys, key.get().bytes())) {
      if (writePaths.contains(request.getRequestURI())) {
        chain.doFilter(request, response);
      } else {
        problems.write(
            response,
            HttpStatus.FORBIDDEN,
            "secret_key_needed",
            "a write key may only append events; this call needs a secret key");
      }
    } else if (key.isEmpty() && mayCarryItsKeyInTheBody(request)) {
      request.setAttribute(WriteKeys.UNCHECKED, true);
      chain.doFilter(request, response);
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"storeloop\"");
      problems.write(
          response,
          HttpStatus.UNAUTHORIZED,
          key.isPresent() ? "unknown_key" : "key_missing",
          "send an API key: 'Authorization: Bearer KEY', or Basic with the key as user name");
    }
  }

  private boolean mayCarryItsKeyInTheBody(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && HttpMethod.POST.matches(request.getMethod())
        && keyInBodyPaths.contains(request.getRequestURI());
  }

  /** Our own pages, Swagger UI among them, may use the key that the operator has typed in. */
  private static boolean isFromAnotherSite(HttpServletRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    String host = request.getHeader(HttpHeaders.HOST);
    return origin != null && !(origin.equals("http://" + host) || origin.equals("https://" + host));
  }

  private static boolean anyEqual(List<byte[]> known, byte[] given) {
    boolean found = false;
    for (byte[] key : known) {
      found |= MessageDigest.isEqual(key, given);
    }
    return found;
  }

  private static List<byte[]> bytes(List<String> keys) {
    return keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
