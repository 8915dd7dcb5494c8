package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A spooled file, unpacked where it is packed; knows how much of it has been read.
 *
 * <p>Not thread-safe.
 */
final class PlainFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final CountingStream raw;
  private final CountingStream plain;

  private PlainFile(CountingStream raw, CountingStream plain) {
    this.raw = raw;
    this.plain = plain;
  }

  /**
   * Opens a file.
   *
   * @param maxPlainBytes how long it may be unpacked
   */
  static PlainFile open(Path file, long maxPlainBytes) throws IOException {
    return open(Files.newInputStream(file), maxPlainBytes);
  }

  /** Reads a file as it comes in. */
  static PlainFile open(InputStream file, long maxPlainBytes) throws IOException {
    CountingStream raw = new CountingStream(file, Long.MAX_VALUE);
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
    try {
      InputStream unpacked = isGzip(buffered) ? new GZIPInputStream(buffered, BUFFER) : buffered;
      return new PlainFile(raw, new CountingStream(unpacked, maxPlainBytes));
    } catch (IOException damaged) {
      buffered.close();
      throw damaged;
    }
  }

  private static boolean isGzip(BufferedInputStream stream) throws IOException {
    stream.mark(2);
    boolean gzip = stream.read() == GZIP_FIRST && stream.read() == GZIP_SECOND;
    stream.reset();
    return gzip;
  }

  InputStream stream() {
    return plain;
  }

  /** Bytes of the file as it lies on disk; a buffer ahead of the rows. */
  long readBytes() {
    return raw.count;
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  private static final class CountingStream extends FilterInputStream {
    private final long most;
    private long count;

    CountingStream(InputStream in, long most) {
      super(in);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(read, 0);
      if (count > most) {
        throw new UnreadableFileException(
            "file_too_large", "the file has more than %d bytes unpacked".formatted(most));
      }
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
