package io.storeloop.common.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8, in which a byte that is none of it counts as Windows-1252 (of which Latin-1's letters are
 * a part): how older programs and spreadsheets write. Letters of Windows-1252 in a row that are
 * UTF-8 are hardly ever words, so nothing has to be guessed from the whole file.
 */
final class WesternText extends Reader {
  private static final int BUFFER = 1 << 16;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** What stands for the bytes that Windows-1252 has no character for. */
  private static final char NONE = '\uFFFD';

  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer characters = CharBuffer.allocate(BUFFER).flip();
  private boolean ended;

  WesternText(InputStream in) {
    this.in = in;
  }

  /**
   * Reads.
   *
   * @throws CharacterCodingException at a byte that is neither
   */
  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    if (!characters.hasRemaining()) {
      decode();
    }
    int read = Math.min(length, characters.remaining());
    characters.get(to, offset, read);
    return read == 0 && length > 0 ? -1 : read;
  }

  /** Fills the characters; with none at the end alone. */
  private void decode() throws IOException {
    characters.clear();
    CoderResult result;
    do {
      result = decoder.decode(bytes, characters, ended);
      if (result.isError() && characters.hasRemaining()) {
        characters.put(windows(bytes.get()));
      }
    } while (result.isError() && characters.hasRemaining()
        || result.isUnderflow() && characters.position() == 0 && more());
    characters.flip();
  }

  private static char windows(byte one) throws CharacterCodingException {
    char character = WINDOWS.decode(ByteBuffer.wrap(new byte[] {one})).get();
    if (character == NONE) {
      throw new CharacterCodingException();
    }
    return character;
  }

  /** Reads more bytes; false if there are none and the decoder knows. */
  private boolean more() throws IOException {
    if (ended) {
      return false;
    }
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + Math.max(0, read));
    bytes.flip();
    ended = read < 0;
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
