package io.storeloop.violations.demoshop;

import io.storeloop.violations.common.CommonKnowsService;

class ShopKnowsCommon {
  private final CommonKnowsService known = new CommonKnowsService();
}
