package io.storeloop.launcher.http;

import io.storeloop.launcher.console.Refusal;
import java.time.Duration;

/** Waits between two looks at something that another process does. */
public final class Pause {
  private Pause() {}

  public static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
  }
}
