package io.storeloop.tracker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * {@code storeloop.js} as browsers get it: the source without indentation and without the lines
 * that hold nothing but a comment. No other tool stands between what is read in the repository and
 * what runs in a shop.
 */
public final class TrackerScript {
  private static final String SOURCE = "storeloop.js";

  /** The source has no text over several lines, so what looks like such a line is one. */
  private static final Pattern COMMENT_LINES =
      Pattern.compile("(?m)^\\s*//.*\\R|^\\s*\\R|^[ \\t]+");

  private final byte[] plain;
  private final byte[] gzip;

  private TrackerScript(byte[] plain) {
    this.plain = plain;
    this.gzip = gzip(plain);
  }

  public static TrackerScript load() {
    try (InputStream in = TrackerScript.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new IllegalStateException(SOURCE + " is not on the class path");
      }
      String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String served = COMMENT_LINES.matcher(source).replaceAll("");
      return new TrackerScript(served.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JavaScript in UTF-8. */
  public byte[] plain() {
    return plain.clone();
  }

  /** The same, as small as gzip makes it. */
  public byte[] gzip() {
    return gzip.clone();
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed = new SmallestGzip(out)) {
      packed.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
