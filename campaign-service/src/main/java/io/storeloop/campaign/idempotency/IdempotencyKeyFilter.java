package io.storeloop.campaign.idempotency;

import io.storeloop.common.edge.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Gives a POST of campaign-service that is repeated with the same {@code Idempotency-Key} the
 * answer of the first, and no second effect. The same key with another path or body is refused.
 *
 * <p>Answers that say "try again" (5xx, 408, 429) are not kept. Of an answer that no cache may
 * store, because there is a secret in it, it is kept that it was given: a repetition is refused.
 *
 * <p>Source: IETF draft-ietf-httpapi-idempotency-key-header-07.
 */
final class IdempotencyKeyFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeyFilter.class);

  static final String KEY = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");
  private static final List<String> KEPT_HEADERS =
      List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG);
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int KEEP_ATTEMPTS = 2;

  private final JdbcIdempotency keys;
  private final PostPaths paths;
  private final HandlerExceptionResolver problems;
  private final int maxAnswerBytes;

  IdempotencyKeyFilter(
      JdbcIdempotency keys,
      PostPaths paths,
      HandlerExceptionResolver problems,
      int maxAnswerBytes) {
    this.keys = keys;
    this.paths = paths;
    this.problems = problems;
    this.maxAnswerBytes = maxAnswerBytes;
  }

  /** Which POSTs are campaign-service's; in the launcher there are others. */
  interface PostPaths {
    List<PathPattern> get();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    if (request.getHeader(KEY) == null || !HttpMethod.POST.matches(request.getMethod())) {
      return true;
    }
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    return paths.get().stream().noneMatch(pattern -> pattern.matches(path));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      String given = request.getHeader(KEY);
      if (!FORM.matcher(given).matches()) {
        throw ProblemException.invalid(
            "?" + KEY, "invalid_idempotency_key", "expected 1 to 255 visible ASCII characters");
      }
      byte[] body = request.getInputStream().readAllBytes();
      byte[] key = digest(given.getBytes(StandardCharsets.US_ASCII));
      switch (keys.begin(key, digestOf(request, body))) {
        case Attempt.First(Instant begunAt) ->
            act(new BodyRequest(request, body), response, chain, key, begunAt);
        case Attempt.Answered(KeptAnswer answer) -> replay(answer, response);
        case Attempt.AnsweredInSecret answered ->
            throw ProblemException.conflict(
                "idempotency_answer_secret",
                "the call was done; its answer held a secret, which is told once and not kept");
        case Attempt.UnderWay underWay ->
            throw ProblemException.conflict(
                "idempotency_key_under_way", "the same call is under way: ask again in a moment");
        case Attempt.OfAnotherCall other ->
            throw ProblemException.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency_key_reused",
                "this Idempotency-Key came with another path or body before: use a new one");
      }
    } catch (ProblemException | DataAccessException refused) {
      problems.resolveException(request, response, null, refused);
    }
  }

  private void act(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      byte[] key,
      Instant begunAt)
      throws ServletException, IOException {
    ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
    boolean acted = false;
    try {
      chain.doFilter(request, caching);
      acted = isFinal(caching.getStatus()) && caching.getContentSize() <= maxAnswerBytes;
    } finally {
      if (!acted) {
        keys.release(key, begunAt);
      }
    }
    if (acted) {
      keep(key, begunAt, answer(caching));
    }
    caching.copyBodyToResponse();
  }

  /**
   * Keeps what was done. Who cannot be told of it again is not told that it failed: it did not; the
   * key stays taken, and for the length of its lease a repetition hears that the call is under way.
   */
  private void keep(byte[] key, Instant begunAt, KeptAnswer answer) {
    for (int attempt = 1; attempt <= KEEP_ATTEMPTS; attempt++) {
      try {
        keys.keep(key, begunAt, answer);
        return;
      } catch (DataAccessException away) {
        LOG.warn(
            "an answer could not be kept, attempt {} of {}: {}",
            attempt,
            KEEP_ATTEMPTS,
            away.getClass().getName());
      }
    }
  }

  private static boolean isFinal(int status) {
    return status < FIRST_SERVER_ERROR
        && status != HttpStatus.REQUEST_TIMEOUT.value()
        && status != HttpStatus.TOO_MANY_REQUESTS.value();
  }

  private static KeptAnswer answer(ContentCachingResponseWrapper response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : KEPT_HEADERS) {
      String value =
          name.equals(HttpHeaders.CONTENT_TYPE)
              ? response.getContentType()
              : response.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    String caches = response.getHeader(HttpHeaders.CACHE_CONTROL);
    return new KeptAnswer(
        response.getStatus(),
        headers,
        caches != null && caches.contains("no-store")
            ? null
            : new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
  }

  private static void replay(KeptAnswer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setHeader(REPLAYED, "true");
    response
        .getOutputStream()
        .write(Objects.requireNonNull(answer.body()).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] digestOf(HttpServletRequest request, byte[] body) {
    String query = request.getQueryString();
    String head = request.getRequestURI() + "?" + (query == null ? "" : query) + "\n";
    byte[] address = digest(head.getBytes(StandardCharsets.UTF_8));
    byte[] whole = new byte[address.length + body.length];
    System.arraycopy(address, 0, whole, 0, address.length);
    System.arraycopy(body, 0, whole, address.length, body.length);
    return digest(whole);
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
