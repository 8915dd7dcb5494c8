package io.storeloop.campaign.idempotency;

import java.util.Map;

/** An answer as it is kept: its status, the headers that say something about it, and its body. */
record KeptAnswer(int status, Map<String, String> headers, String body) {
  KeptAnswer {
    headers = Map.copyOf(headers);
  }
}
