/** The four services in one Spring context, from an empty machine to ready, and back. */
@NullMarked
package io.storeloop.launcher.suite;

import org.jspecify.annotations.NullMarked;
