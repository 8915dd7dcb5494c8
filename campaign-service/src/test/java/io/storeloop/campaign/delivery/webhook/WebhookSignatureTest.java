package io.storeloop.campaign.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final String BODY = "{\"a\":\"ä\"}";

  private static byte[] counting() {
    byte[] secret = new byte[32];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) i;
    }
    return secret;
  }

  /** The expected values are those of Python's hmac and hashlib. */
  @Test
  void eachValidSecretSignsIdTimestampAndBody() {
    byte[] sevens = new byte[32];
    Arrays.fill(sevens, (byte) 7);

    assertThat(WebhookSignature.of(List.of(counting(), sevens), "msg_1", AT, BODY))
        .isEqualTo(
            "v1,WWmUCLvq7GRfLttsag+cKt/cFOnX7W9sHzOv/tkv6pw= v1,mZT67lr1xQxJUbe7Rji+eE+GEmFUHFiW+Ei8R0sa7oM=");
    assertThat(WebhookSignature.written(counting()))
        .isEqualTo("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  }
}
