package io.storeloop.ingestion.traffic;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who makes the HTTP call that this thread is answering. */
public final class HttpCallers {
  HttpCallers() {}

  /**
   * The user agent of a shopper's browser: a call from a page has an {@code Origin}. Null for a
   * server's call, whose agent says nothing about the shopper, and outside of any call.
   */
  public @Nullable String browserAgent() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call
            && call.getRequest().getHeader(HttpHeaders.ORIGIN) != null
        ? call.getRequest().getHeader(HttpHeaders.USER_AGENT)
        : null;
  }
}
