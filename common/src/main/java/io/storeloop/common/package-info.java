/** What the services share; anything that one service alone uses lives there. */
@NullMarked
package io.storeloop.common;

import org.jspecify.annotations.NullMarked;
