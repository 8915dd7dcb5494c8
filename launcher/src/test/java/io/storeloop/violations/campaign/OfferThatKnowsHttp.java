package io.storeloop.violations.campaign;

import org.springframework.http.MediaType;

class OfferThatKnowsHttp {
  MediaType type() {
    return MediaType.APPLICATION_JSON;
  }
}
