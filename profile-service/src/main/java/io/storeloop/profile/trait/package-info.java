/** Named values that the shop gave about a shopper, newest statement first. */
@NullMarked
package io.storeloop.profile.trait;

import org.jspecify.annotations.NullMarked;
