package io.storeloop.violations.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;

record OfferWithJsonNames(@JsonProperty("t") String title) {}
