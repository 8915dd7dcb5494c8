package io.storeloop.ingestion.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {
  private final RecordReader reader = new RecordReader();

  @Test
  void numbersAreReadExactly() {
    ReadRecord read = reader.read("{\"a\": 0.1, \"b\": 3, \"c\": -0.0}");

    assertThat(((ReadRecord.Readable) read).fields())
        .containsEntry("a", new BigDecimal("0.1"))
        .containsEntry("b", 3);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("null", "null_element"),
        Arguments.of("[1]", "not_an_object"),
        Arguments.of("\"a\"", "not_an_object"),
        Arguments.of("{\"a\": NaN}", "malformed_json"),
        Arguments.of("{\"a\": 1, \"a\": 2}", "malformed_json"),
        Arguments.of("{\"a\": 1} {}", "malformed_json"),
        Arguments.of("{\"a\": " + "9".repeat(41) + "}", "too_complex"),
        Arguments.of("{\"a\":".repeat(33) + "1" + "}".repeat(33), "too_complex"),
        Arguments.of("{\"a\": \"" + "x".repeat(32 * 1024) + "\"}", "event_too_large"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatCannotBeReadIsRefusedByName(String text, String code) {
    ReadRecord read = reader.read(text);

    assertThat(((ReadRecord.Unreadable) read).refusal().code()).isEqualTo(code);
  }

  @Test
  void overlongAndForeignEncodingsAreNoUtf8() {
    byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'};
    byte[] latin = "{\"a\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

    for (byte[] bytes : new byte[][] {overlong, latin}) {
      ReadRecord read = reader.read(Slice.of(bytes));
      assertThat(((ReadRecord.Unreadable) read).refusal().code()).isEqualTo("invalid_utf8");
    }
  }
}
