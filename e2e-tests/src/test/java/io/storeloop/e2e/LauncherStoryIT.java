package io.storeloop.e2e;

import java.nio.file.Path;

class LauncherStoryIT extends ShopperStory {
  @Override
  Suite start(Path folder) {
    return LauncherSuite.start(folder);
  }
}
