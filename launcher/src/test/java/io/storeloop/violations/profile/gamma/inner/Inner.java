package io.storeloop.violations.profile.gamma.inner;

import io.storeloop.violations.profile.gamma.Outer;

public class Inner {
  Outer above() {
    return new Outer();
  }
}
