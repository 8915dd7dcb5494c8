package io.storeloop.launcher.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells browsers to run and load nothing but our own files, and never to show us in a frame. */
final class PageHeadersFilter extends OncePerRequestFilter {
  private static final String OURS_ONLY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

  /** Swagger UI writes styles into its elements and draws its icons from data. */
  private static final String SWAGGER =
      OURS_ONLY + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean swagger = request.getRequestURI().startsWith("/swagger-ui");
    response.setHeader("Content-Security-Policy", swagger ? SWAGGER : OURS_ONLY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    chain.doFilter(request, response);
  }
}
