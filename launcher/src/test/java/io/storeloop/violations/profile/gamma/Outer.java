package io.storeloop.violations.profile.gamma;

import io.storeloop.violations.profile.gamma.inner.Inner;

public class Outer {
  Inner below() {
    return new Inner();
  }
}
