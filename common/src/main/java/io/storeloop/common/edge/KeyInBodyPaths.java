package io.storeloop.common.edge;

import java.util.Set;

/**
 * Write paths whose browser clients send their key in the body and nowhere else; whoever owns such
 * paths publishes a bean of this type, and checks that key by {@link WriteKeys#requireIn}.
 */
public record KeyInBodyPaths(Set<String> paths) {
  public KeyInBodyPaths {
    paths = Set.copyOf(paths);
  }
}
