/** Long work that has to leave the processors to whoever waits for an answer. */
@NullMarked
package io.storeloop.common.background;

import org.jspecify.annotations.NullMarked;
