/**
 * What the operator reads: short lines, progress bars, and one clear sentence when something is
 * refused.
 */
@NullMarked
package io.storeloop.launcher.console;

import org.jspecify.annotations.NullMarked;
