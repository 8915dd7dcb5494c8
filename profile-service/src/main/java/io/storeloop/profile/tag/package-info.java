/** Short names for what a shopper is like, each a condition anybody can read. */
@NullMarked
package io.storeloop.profile.tag;

import org.jspecify.annotations.NullMarked;
