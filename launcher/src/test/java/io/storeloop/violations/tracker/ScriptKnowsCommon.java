package io.storeloop.violations.tracker;

import io.storeloop.violations.common.CommonKnowsService;

class ScriptKnowsCommon {
  private final CommonKnowsService known = new CommonKnowsService();
}
