package io.storeloop.launcher.imports;

import io.storeloop.launcher.console.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that tells how far it has been read. */
final class CountedFile extends FilterInputStream {
  private static final int KILOBYTE = 1024;

  private final Progress progress;
  private long bytes;

  private CountedFile(InputStream in, Progress progress) {
    super(in);
    this.progress = progress;
  }

  static InputStream open(Path file, Progress progress) {
    try {
      return new CountedFile(Files.newInputStream(file), progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long kilobytes(long bytes) {
    return (bytes + KILOBYTE - 1) / KILOBYTE;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    return value < 0 ? value : counted(1, value);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    return count <= 0 ? count : counted(count, count);
  }

  private int counted(int count, int result) {
    bytes += count;
    progress.to(kilobytes(bytes));
    return result;
  }
}
