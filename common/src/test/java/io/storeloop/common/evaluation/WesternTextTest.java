package io.storeloop.common.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WesternTextTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b\n", "D\u00fcsseldorf;12 \u20ac;\u732b;\ud83d\ude00", "\u00e9"})
  void utf8IsUtf8(String text) throws IOException {
    assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"D\u00fcsseldorf;12 \u20ac;\u00a35", "caf\u00e9", "\u00e2\u20ac", "\u00f0\u00f1"})
  void otherBytesAreWindows1252(String text) throws IOException {
    assertThat(read(text.getBytes(WINDOWS))).isEqualTo(text);
  }

  @Test
  void aFileMayHoldBoth() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write("K\u00f6ln,".getBytes(StandardCharsets.UTF_8));
    bytes.write("K\u00f6ln".getBytes(WINDOWS));

    assertThat(read(bytes.toByteArray())).isEqualTo("K\u00f6ln,K\u00f6ln");
  }

  @Test
  void charactersMayLieAcrossTheEndsOfWhatIsReadAtOnce() throws IOException {
    String text = "x" + "\u20ac\ud83d\ude00".repeat(50_000);

    assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    String western = "\u00e9".repeat(200_001);
    assertThat(read(western.getBytes(WINDOWS))).isEqualTo(western);
  }

  @Test
  void whatIsNeitherIsRefused() {
    assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0x81, 'b'}))
        .isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void aByteOrderMarkTellsUtf16() throws IOException {
    for (Charset charset : new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
      Path file = folder.resolve(charset.name());
      Files.write(file, "\ufeffid,caf\u00e9\n1,2\n".getBytes(charset));

      try (TextLines lines = TextLines.open(file)) {
        assertThat(lines.next()).isEqualTo("id,caf\u00e9");
        assertThat(lines.next()).isEqualTo("1,2");
        assertThat(lines.next()).isNull();
      }
    }
  }

  private static String read(byte[] bytes) throws IOException {
    var written = new StringWriter();
    // a few bytes at a time: a character need not come at once
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, 1 + bytes.length / 7));
          }
        };
    try (WesternText text = new WesternText(slow)) {
      text.transferTo(written);
    }
    return written.toString();
  }
}
