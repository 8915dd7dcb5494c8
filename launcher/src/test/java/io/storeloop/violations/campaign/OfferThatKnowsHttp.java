package io.storeloop.violations.campaign;

import org.springframework.http.HttpStatus;

class OfferThatKnowsHttp {
  HttpStatus status() {
    return HttpStatus.OK;
  }
}
