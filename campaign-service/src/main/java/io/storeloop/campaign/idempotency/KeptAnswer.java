package io.storeloop.campaign.idempotency;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is kept: its status, the headers that say something about it, and its body.
 *
 * @param body absent if it held a secret
 */
record KeptAnswer(int status, Map<String, String> headers, @Nullable String body) {
  KeptAnswer {
    headers = Map.copyOf(headers);
  }
}
