package io.storeloop.profile.grouping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A way to find groups. */
public enum Algorithm {
  /** The others, judged against each other. */
  AUTO("auto"),
  K_MEANS("k-means"),
  X_MEANS("x-means"),
  HDBSCAN("hdbscan"),
  DBSCAN("dbscan");

  private final String label;

  Algorithm(String label) {
    this.label = label;
  }

  /** The name on the wire. */
  public String label() {
    return label;
  }

  /** By its name on the wire; empty for an unknown one. */
  public static Optional<Algorithm> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
  }

  public static List<String> labels() {
    return Arrays.stream(values()).map(Algorithm::label).toList();
  }

  /** Whether a number of groups can be asked of it. */
  public boolean takesCount() {
    return this == AUTO || this == K_MEANS;
  }
}
