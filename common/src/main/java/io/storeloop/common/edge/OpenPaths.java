package io.storeloop.common.edge;

import java.util.List;

/**
 * Beginnings of paths that need no key; whoever owns such paths publishes a bean of this type.
 *
 * @param below each ends with a slash
 * @throws IllegalArgumentException if one does not, or is the root
 */
public record OpenPaths(List<String> below) {
  public OpenPaths {
    below = List.copyOf(below);
    if (below.stream().anyMatch(path -> path.length() < 2 || !path.endsWith("/"))) {
      throw new IllegalArgumentException("open paths end with a slash, and are not the root");
    }
  }
}
