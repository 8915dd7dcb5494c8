package io.storeloop.common.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.api.OpenApiResourceNotFoundException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The one place where a failure becomes a response. Says what the sender can mend; never a stack
 * trace, SQL or a key.
 */
@Order(Ordered.HIGHEST_PRECEDENCE) // before Spring Boot's own, which knows no codes and no pointers
@RestControllerAdvice
final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final String RETRY_SECONDS = "2";

  /** SQLSTATE class 22: the value is to blame, not the statement. */
  private static final String DATA_EXCEPTION = "22";

  /** SQLSTATE of a row lock that others held for longer than {@code lock-timeout}. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(ProblemException problem) {
    ResponseEntity.BodyBuilder response = response(problem.status());
    if (problem.retryAfter() != null) {
      response.header(
          HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
    }
    return response.body(
        Problems.of(problem.status(), problem.code(), problem.detail(), problem.errors()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem(problem);
      }
    }
    FieldProblem error = UnreadableBody.explain(failure);
    return response(HttpStatus.BAD_REQUEST)
        .body(Problems.of(HttpStatus.BAD_REQUEST, error.code(), error.detail(), List.of(error)));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException failure) {
    List<FieldProblem> errors = new ArrayList<>();
    for (ObjectError error : failure.getBindingResult().getAllErrors()) {
      String pointer =
          error instanceof FieldError field
              ? "/" + field.getField().replaceAll("[.\\[]", "/").replace("]", "")
              : "";
      errors.add(new FieldProblem(pointer, "invalid_value", message(error.getDefaultMessage())));
    }
    return problem(ProblemException.invalid(errors));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(HandlerMethodValidationException failure) {
    List<FieldProblem> errors = new ArrayList<>();
    failure
        .getParameterValidationResults()
        .forEach(result ->
            result
                .getResolvableErrors()
                .forEach(error ->
                    errors.add(
                        new FieldProblem(
                            "?" + result.getMethodParameter().getParameterName(),
                            "invalid_parameter",
                            message(error.getDefaultMessage())))));
    return problem(ProblemException.invalid(errors));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongParameter(MethodArgumentTypeMismatchException failure) {
    return problem(
        ProblemException.invalid(
            "?" + failure.getName(),
            "invalid_parameter",
            "parameter '%s' is of the wrong type".formatted(failure.getName())));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> undecodable(InvalidParameterException failure) {
    return problem(
        ProblemException.of(
            HttpStatus.BAD_REQUEST,
            "invalid_parameter",
            "a parameter's name or value is not UTF-8 in percent-encoding"));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> noSuchDocument(OpenApiResourceNotFoundException failure) {
    return problem(
        ProblemException.of(
            HttpStatus.NOT_FOUND, "not_found", "there is no OpenAPI document of that name"));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> changedMeanwhile(OptimisticLockingFailureException failure) {
    return problem(
        ProblemException.of(
            HttpStatus.CONFLICT,
            "changed_meanwhile",
            "somebody else has changed this in between: read it again and repeat the change"));
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class,
    TransactionSystemException.class, // a commit or rollback whose connection has died
    QueryTimeoutException.class
  })
  ResponseEntity<ProblemDetail> databaseAway(Exception failure) {
    LOG.warn("the database did not answer: {}", failure.toString());
    return response(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .body(
            Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "database_unavailable",
                "the database does not answer, please try again",
                List.of()));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> lockNotAvailable(
      UncategorizedSQLException failure, HttpServletRequest request) {
    SQLException cause = failure.getSQLException();
    return cause != null && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())
        ? databaseAway(failure)
        : anythingElse(failure, request);
  }

  /**
   * The second line behind every check of ours: a text, number or time that PostgreSQL cannot hold.
   */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> unstorable(
      DataIntegrityViolationException failure, HttpServletRequest request) {
    boolean badValue =
        failure.getMostSpecificCause() instanceof SQLException sql
            && sql.getSQLState() != null
            && sql.getSQLState().startsWith(DATA_EXCEPTION);
    return badValue
        ? problem(
            ProblemException.invalid(
                "", "invalid_value", "a text, number or time is outside what can be stored"))
        : anythingElse(failure, request);
  }

  @ExceptionHandler
  void goneClient(AsyncRequestNotUsableException gone) {
    LOG.debug("the client has gone: {}", gone.toString());
  }

  /** Everything Spring MVC itself refuses, and everything nobody expected. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> anythingElse(Exception failure, HttpServletRequest request) {
    if (failure instanceof ErrorResponse refusal && refusal.getStatusCode().is4xxClientError()) {
      String detail = refusal.getBody().getDetail();
      return response(refusal.getStatusCode())
          .headers(refusal.getHeaders())
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(
              Problems.of(
                  refusal.getStatusCode(),
                  codeOf(refusal.getStatusCode()),
                  detail == null ? "the request was refused" : detail,
                  List.of()));
    }
    ResponseStatus declared =
        AnnotatedElementUtils.findMergedAnnotation(failure.getClass(), ResponseStatus.class);
    if (declared != null && declared.code().is4xxClientError()) {
      return problem(
          ProblemException.of(declared.code(), codeOf(declared.code()), declared.reason()));
    }
    // the pattern, not the path: a path may name a shopper
    Object endpoint = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    LOG.error("{} {} failed", request.getMethod(), endpoint, failure);
    return response(HttpStatus.INTERNAL_SERVER_ERROR)
        .body(
            Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal_error",
                "this is our fault; it has been logged",
                List.of()));
  }

  private static ResponseEntity.BodyBuilder response(HttpStatusCode status) {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  private static String codeOf(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null ? "refused" : known.name().toLowerCase(Locale.ROOT);
  }

  private static String message(@Nullable String message) {
    return message == null ? "the value is not allowed" : message;
  }
}
