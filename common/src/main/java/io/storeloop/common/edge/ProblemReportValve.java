package io.storeloop.common.edge;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * What Tomcat refuses before any filter of ours sees it, a path with {@code %00} for example, is
 * answered like everything else: a problem with a code, no page, no stack trace.
 *
 * <p>What is not even HTTP is refused earlier still, by an empty 400 and a closed connection.
 */
final class ProblemReportValve extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

  private final ProblemWriter problems;

  ProblemReportValve(ProblemWriter problems) {
    this.problems = problems;
  }

  /** Nothing is drained of a body that was too slow: that would be waiting for it after all. */
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    super.invoke(request, response);
    if (response.getStatus() == HttpStatus.REQUEST_TIMEOUT.value()) {
      response.getCoyoteResponse().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == null
        || !status.isError()
        || response.getContentWritten() > 0
        || !response.setErrorReported()
        || !mayWrite(response)) {
      return;
    }
    boolean ours = status == HttpStatus.INTERNAL_SERVER_ERROR;
    try {
      problems.write(
          response,
          status,
          ours ? "internal_error" : status.name().toLowerCase(Locale.ROOT),
          ours
              ? "this is our fault; it has been logged"
              : "the request cannot be read: " + status.getReasonPhrase());
      response.finishResponse();
    } catch (IOException gone) {
      LOG.debug("the client has gone: {}", gone.toString());
    }
  }

  private static boolean mayWrite(Response response) {
    AtomicBoolean allowed = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
    return allowed.get();
  }
}
