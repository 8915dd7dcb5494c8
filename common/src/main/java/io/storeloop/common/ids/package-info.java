/** Identifiers that every service makes and reads in the same way. */
@NullMarked
package io.storeloop.common.ids;

import org.jspecify.annotations.NullMarked;
