package io.storeloop.common.evaluation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, unpacked where it is packed by gzip, whatever its name is; knows where it
 * stands. Text is {@link WesternText}, or UTF-16 if a byte order mark says so. Blank lines are
 * passed over. Not thread-safe.
 */
public final class TextLines implements AutoCloseable {
  /** Longest line: a user of more than a million items. */
  public static final int MAX_LINE = 16 << 20;

  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] UTF_16_BIG = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] UTF_16_LITTLE = {(byte) 0xff, (byte) 0xfe};
  private static final char BINARY = '\0';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final Reader reader;
  private final char[] buffer = new char[BUFFER];
  private int position;
  private int limit;
  private long number;

  private TextLines(Path file, Reader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @throws EvaluationRefusal if there is no such file, or it cannot be read
   */
  public static TextLines open(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new EvaluationRefusal("There is no readable file '%s'.".formatted(file));
    }
    try {
      var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
      try {
        if (begins(raw, ZIP)) {
          throw new EvaluationRefusal(
              "'%s' is a zip archive or a spreadsheet: unpack it, or save it as CSV."
                  .formatted(file));
        }
        return new TextLines(
            file, decoded(begins(raw, GZIP) ? new GZIPInputStream(raw, BUFFER) : raw));
      } catch (IOException | EvaluationRefusal damaged) {
        raw.close();
        throw damaged;
      }
    } catch (IOException e) {
      throw new EvaluationRefusal("'%s' cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Reader decoded(InputStream in) throws IOException {
    var text = new BufferedInputStream(in, BUFFER);
    return begins(text, UTF_16_BIG) || begins(text, UTF_16_LITTLE)
        ? new InputStreamReader(text, StandardCharsets.UTF_16)
        : new WesternText(text);
  }

  private static boolean begins(BufferedInputStream stream, byte[] start) throws IOException {
    stream.mark(start.length);
    boolean begins = Arrays.equals(stream.readNBytes(start.length), start);
    stream.reset();
    return begins;
  }

  /** The next line that is not blank, without its end; null after the last. */
  public @Nullable String next() {
    while (true) {
      String line = nextOfAny();
      if (line == null || !line.isBlank()) {
        return line;
      }
    }
  }

  private @Nullable String nextOfAny() {
    StringBuilder line = null;
    number++;
    while (fill()) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int length = end - position;
      if (length + (line == null ? 0 : line.length()) > MAX_LINE) {
        throw refusal("a line has more than %d characters".formatted(MAX_LINE));
      }
      if (end < limit) {
        String rest = new String(buffer, position, length);
        position = end + 1;
        return clean(line == null ? rest : line.append(rest).toString());
      }
      line = (line == null ? new StringBuilder() : line).append(buffer, position, length);
      position = end;
    }
    return line == null ? null : clean(line.toString());
  }

  private String clean(String line) {
    if (line.indexOf(BINARY) >= 0) {
      throw refusal("it holds binary data, where text is expected");
    }
    int start = number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    int end = line.length();
    while (end > start && line.charAt(end - 1) == '\r') {
      end--;
    }
    return line.substring(start, end);
  }

  private boolean fill() {
    if (position < limit) {
      return true;
    }
    try {
      position = 0;
      limit = Math.max(0, reader.read(buffer));
      return limit > 0;
    } catch (CharacterCodingException e) {
      throw new EvaluationRefusal(
          "'%s' is neither UTF-8 nor Latin-1 text near line %d: unpack it, or convert it with iconv -t utf-8."
              .formatted(file, number),
          e);
    } catch (IOException e) {
      throw new EvaluationRefusal(
          "'%s' cannot be read further than line %d: %s".formatted(file, number, e.getMessage()),
          e);
    }
  }

  /** A refusal that names the file and the line read last. */
  public EvaluationRefusal refusal(String what) {
    return refusal(number, what);
  }

  public EvaluationRefusal refusal(long line, String what) {
    return new EvaluationRefusal("%s, line %d: %s.".formatted(file, line, what));
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new EvaluationRefusal("'%s' cannot be closed: %s".formatted(file, e.getMessage()), e);
    }
  }
}
