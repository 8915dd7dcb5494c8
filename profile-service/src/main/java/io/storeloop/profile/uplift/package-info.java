/** Whose behaviour a campaign changes, learned from whom it treated and whom it held out. */
@NullMarked
package io.storeloop.profile.uplift;

import org.jspecify.annotations.NullMarked;
