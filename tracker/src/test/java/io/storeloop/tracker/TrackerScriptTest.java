package io.storeloop.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class TrackerScriptTest {
  private static final int FIVE_KILOBYTES = 5_000;

  private final TrackerScript script = TrackerScript.load();

  @Test
  void theTrackerIsAtMostFiveKilobytesGzipped() {
    int gzipped = script.gzip().length;

    System.out.printf(
        "storeloop.js: %,d bytes gzipped, %,d plain%n", gzipped, script.plain().length);
    assertThat(gzipped).isLessThanOrEqualTo(FIVE_KILOBYTES);
  }

  @Test
  void bothFormsAreTheSameScript() throws IOException {
    byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(script.gzip())).readAllBytes();

    assertThat(unpacked).isEqualTo(script.plain());
  }

  @Test
  void commentLinesAndIndentationStayAtHome() {
    String served = new String(script.plain(), StandardCharsets.UTF_8);

    assertThat(served).startsWith("/*! Storeloop tracker, Apache-2.0 */\n");
    assertThat(served.lines()).noneMatch(line -> line.startsWith("//") || line.startsWith(" "));
  }

  @Test
  void nothingInItIsEvaluatedAsCodeAndNoCookieIsSet() {
    String served = new String(script.plain(), StandardCharsets.UTF_8);

    assertThat(served)
        .doesNotContainPattern("\\beval\\b|new Function|document\\.cookie|document\\.write");
  }
}
