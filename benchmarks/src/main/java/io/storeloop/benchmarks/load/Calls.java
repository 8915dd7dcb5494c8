package io.storeloop.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The few calls of a service beside those that are measured, with a secret key. */
public final class Calls {
  private static final Duration POLL = Duration.ofMillis(100);

  private final JavaProcess service;
  private final String secret;

  public Calls(JavaProcess service, String secret) {
    this.service = service;
    this.secret = secret;
  }

  /** What came back; the text is empty where the service refused. */
  public record Answer(int status, @Nullable String location, String text) {
    /**
     * Itself.
     *
     * @throws IllegalStateException if the status is another
     */
    public Answer expecting(int wanted) {
      if (status != wanted) {
        throw new IllegalStateException("answered with %d, not %d".formatted(status, wanted));
      }
      return this;
    }

    public boolean has(Pattern pattern) {
      return pattern.matcher(text).find();
    }

    /**
     * The first group of a pattern.
     *
     * @throws IllegalStateException if it is not in the text
     */
    public String found(Pattern pattern) {
      Matcher matcher = pattern.matcher(text);
      if (!matcher.find()) {
        throw new IllegalStateException("no %s in '%s'".formatted(pattern, text));
      }
      return matcher.group(1);
    }

    /** The same as a number; 0 if it is not in the text. */
    public long number(Pattern pattern) {
      return has(pattern) ? Long.parseLong(found(pattern)) : 0;
    }

    /** Where to look for what was begun. */
    public String path() {
      return URI.create(Objects.requireNonNull(location, "no Location")).getPath();
    }
  }

  public Answer get(String path) throws IOException {
    return answer(open(path));
  }

  public Answer post(String path, String json) throws IOException {
    HttpURLConnection call = open(path);
    call.setDoOutput(true);
    call.setRequestProperty("Content-Type", "application/json");
    call.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    return answer(call);
  }

  /**
   * Asks again and again; returns the seconds it took.
   *
   * @throws IllegalStateException if {@code what} took longer than {@code patience}
   */
  public double await(String what, String path, Predicate<Answer> isThere, Duration patience)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!isThere.test(get(path))) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new IllegalStateException(what + " took longer than " + patience);
      }
      Thread.sleep(POLL);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + service.port() + path).toURL().openConnection();
    call.setRequestProperty("Authorization", "Bearer " + secret);
    return call;
  }

  private static Answer answer(HttpURLConnection call) throws IOException {
    int status = call.getResponseCode();
    if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
      return new Answer(status, null, "");
    }
    try (InputStream answer = call.getInputStream()) {
      return new Answer(
          status,
          call.getHeaderField("Location"),
          new String(answer.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
