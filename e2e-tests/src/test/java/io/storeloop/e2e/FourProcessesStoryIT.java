package io.storeloop.e2e;

import java.nio.file.Path;

class FourProcessesStoryIT extends ShopperStory {
  @Override
  Suite start(Path folder) {
    return FourProcesses.start(folder);
  }
}
