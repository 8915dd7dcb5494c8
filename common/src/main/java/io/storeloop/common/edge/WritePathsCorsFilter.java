package io.storeloop.common.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of any site append events: the shop and Storeloop rarely share an address.
 *
 * <p>Only where a write key suffices, and without credentials of the browser; the key is what
 * counts. Every other path answers no other site.
 */
final class WritePathsCorsFilter extends OncePerRequestFilter {
  private static final String DAY_IN_SECONDS = "86400";

  private final Set<String> writePaths;

  WritePathsCorsFilter(List<WritePaths> writePaths) {
    this.writePaths =
        writePaths.stream()
            .flatMap(declared -> declared.paths().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.ORIGIN) == null
        || !writePaths.contains(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.RETRY_AFTER);
    if (HttpMethod.OPTIONS.matches(request.getMethod())) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST, PUT");
      response.setHeader(
          HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
          "Authorization, Content-Type, Content-Encoding, X-API-Key");
      response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, DAY_IN_SECONDS);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    chain.doFilter(request, response);
  }
}
