package io.storeloop.common.edge;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpStatus;

/** A body without its gzip; what is not gzip, damaged or cut off is the sender's mistake. */
final class GzipBody extends FilterInputStream {
  private GzipBody(InputStream in) {
    super(in);
  }

  /**
   * Undoes one layer.
   *
   * @throws ProblemException 400 {@code malformed_gzip}, now or while it is read
   */
  static InputStream decoded(InputStream raw) throws IOException {
    try {
      return new GzipBody(new GZIPInputStream(raw));
    } catch (ZipException | EOFException notGzip) {
      throw malformed("the body is not gzip, as its header says");
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (ZipException broken) {
      throw malformed("the gzip body is damaged");
    } catch (EOFException cutOff) {
      throw malformed("the gzip body is cut off");
    }
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.of(HttpStatus.BAD_REQUEST, "malformed_gzip", detail);
  }
}
