package io.storeloop.common.edge;

import java.util.Set;

/**
 * Paths that a public write key may post to; whoever owns such paths publishes a bean of this type.
 */
public record WritePaths(Set<String> paths) {
  public WritePaths {
    paths = Set.copyOf(paths);
  }
}
