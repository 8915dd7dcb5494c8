package io.storeloop.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A shop of plain pages under an address of its own, as far as browsers care another site. */
final class Shop implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> pages = new ConcurrentHashMap<>();

  Shop() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String page = pages.get(exchange.getRequestURI().getPath());
          byte[] content = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set(
                  "Content-Type",
                  (exchange.getRequestURI().getPath().endsWith(".js")
                          ? "text/javascript"
                          : "text/html")
                      + ";charset=UTF-8");
          exchange.getResponseHeaders().set("Cache-Control", "no-store");
          exchange.sendResponseHeaders(page == null ? 404 : 200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
  }

  /**
   * Puts a page with the snippet of docs/tracker.md into the shop.
   *
   * @param settings further attributes of the script
   */
  Shop with(String path, String collector, String settings, String body) {
    pages.put(
        path,
        """
        <!doctype html><title>%s</title>
        <script>window.storeloop=window.storeloop||function(){(storeloop.q=storeloop.q||[]).push(arguments)}</script>
        <script async src="%s/storeloop.js" data-write-key="%s" %s></script>
        <body>%s</body>
        """
            .formatted(path.substring(1), collector, IngestionAlone.WRITE_KEY, settings, body));
    return this;
  }

  /** Puts a file into the shop as it is: a script if its name ends in {@code .js}, else a page. */
  Shop with(String path, String content) {
    pages.put(path, content);
    return this;
  }

  String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
