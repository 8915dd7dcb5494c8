package io.storeloop.violations.campaign;

import smile.clustering.KMeans;

class SmileInCampaign {
  Class<?> algorithm() {
    return KMeans.class;
  }
}
