package io.storeloop.ingestion.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FormLabelIT {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  private static byte[] batch(String messageId) {
    return """
    {"batch": [{"type": "track", "userId": "anna", "event": "Product Viewed", "messageId": "%s",
      "properties": {"product_id": "a&b=c"}}]}\
    """
        .formatted(messageId)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(plain);
    }
    return out.toByteArray();
  }

  @Test
  void aGzippedBatchThatCallsItselfAFormIsRead() throws IOException {
    Answer answer =
        ingestion.post("/v1/batch", FORM, gzip(batch("form-1")), "Content-Encoding", "gzip");

    assertThat(answer.verdict()).isEqualTo("0 1 0 0");
  }

  @Test
  void soIsAPlainOne() {
    Answer answer = ingestion.post("/v1/batch", FORM + ";charset=UTF-8", batch("form-2"));

    assertThat(answer.verdict()).isEqualTo("0 1 0 0");
  }

  @Test
  void aRealFormIsRefused() {
    Answer answer =
        ingestion.post("/v1/batch", FORM, "batch=1&b=2".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("malformed_json");
  }

  @Test
  void elsewhereAFormStaysAForm() {
    Answer answer = ingestion.post("/v1/track", FORM, batch("form-3"));

    assertThat(answer.status()).isEqualTo(415);
  }
}
