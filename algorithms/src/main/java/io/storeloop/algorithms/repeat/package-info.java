/** What people buy again, and when it is time. */
@NullMarked
package io.storeloop.algorithms.repeat;

import org.jspecify.annotations.NullMarked;
