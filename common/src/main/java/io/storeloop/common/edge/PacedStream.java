package io.storeloop.common.edge;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** The bytes of a body as they come over the line, as long as they come fast enough. */
final class PacedStream extends FilterInputStream {
  private final BodyClock clock;
  private final Runnable giveUp;
  private long received;

  /** {@code giveUp} is told before the body is refused. */
  PacedStream(InputStream in, BodyClock clock, Runnable giveUp) {
    super(in);
    this.clock = clock;
    this.giveUp = giveUp;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        received += count;
        clock.check(received);
      }
      return count;
    } catch (SocketTimeoutException silent) {
      giveUp.run();
      throw BodyClock.tooSlow();
    } catch (ProblemException slow) {
      giveUp.run();
      throw slow;
    }
  }
}
