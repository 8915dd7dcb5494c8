package io.storeloop.common.edge;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that cannot be answered as asked, in the words the sender will read: RFC 9457 with a
 * stable {@code code} and, where a field is to blame, pointers to it.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final transient List<FieldProblem> errors;
  private final @Nullable Duration retryAfter;

  private ProblemException(
      HttpStatus status,
      String code,
      String detail,
      List<FieldProblem> errors,
      @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  public static ProblemException of(HttpStatus status, String code, String detail) {
    return new ProblemException(status, code, detail, List.of(), null);
  }

  /** 404 {@code unknown_<thing>}. */
  public static ProblemException unknown(String thing, String id) {
    return of(HttpStatus.NOT_FOUND, "unknown_" + thing, "there is no %s '%s'".formatted(thing, id));
  }

  /** 409: the request is right, but what it wants does not go together with what is there. */
  public static ProblemException conflict(String code, String detail) {
    return of(HttpStatus.CONFLICT, code, detail);
  }

  /** 400 with one pointer. */
  public static ProblemException invalid(String pointer, String code, String detail) {
    return invalid(List.of(new FieldProblem(pointer, code, detail)));
  }

  /** 400 with all pointers; the first one's code and detail lead. */
  public static ProblemException invalid(List<FieldProblem> errors) {
    FieldProblem first = errors.getFirst();
    return new ProblemException(HttpStatus.BAD_REQUEST, first.code(), first.detail(), errors, null);
  }

  /** 503 with {@code Retry-After}: our trouble, worth trying again. */
  public static ProblemException unavailable(String code, String detail, Duration retryAfter) {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE, code, detail, List.of(), retryAfter);
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldProblem> errors() {
    return errors;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
