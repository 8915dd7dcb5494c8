package io.storeloop.common.edge;

import java.util.List;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Builds the body of a problem response: {@code type, title, status, detail, code, errors}. */
final class Problems {
  private Problems() {}

  static ProblemDetail of(
      HttpStatusCode status, String code, String detail, List<FieldProblem> errors) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("code", code);
    if (!errors.isEmpty()) {
      problem.setProperty("errors", errors);
    }
    return problem;
  }
}
