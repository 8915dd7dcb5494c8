package io.storeloop.violations.recommendation;

import io.storeloop.violations.launcher.Starter;

class RecommendationKnowsLauncher {
  private final Starter known = new Starter();
}
