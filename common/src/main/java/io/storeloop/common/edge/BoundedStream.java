package io.storeloop.common.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;
import org.springframework.http.HttpStatus;

/** A decoded body, as long as it is no longer than agreed. */
final class BoundedStream extends ServletInputStream {
  private final InputStream in;
  private final long maxBytes;
  private final IntConsumer onRead;
  private final Runnable giveUp;
  private long read;
  private boolean finished;

  /**
   * A body in the bounds of its path and of whoever else counts.
   *
   * @param onRead told how many bytes more were read; may refuse the body
   * @param giveUp told before the body is refused
   */
  BoundedStream(InputStream in, long maxBytes, IntConsumer onRead, Runnable giveUp) {
    this.in = in;
    this.maxBytes = maxBytes;
    this.onRead = onRead;
    this.giveUp = giveUp;
  }

  static ProblemException tooLarge(long maxBytes) {
    return ProblemException.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "body_too_large",
        "the body may have at most %d bytes after decoding".formatted(maxBytes));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count < 0) {
      finished = true;
      return count;
    }
    read += count;
    if (read > maxBytes) {
      giveUp.run();
      throw tooLarge(maxBytes);
    }
    try {
      onRead.accept(count);
    } catch (ProblemException refused) {
      giveUp.run();
      throw refused;
    }
    return count;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new UnsupportedOperationException("bodies are read by blocking calls");
  }
}
