/** Numbers and words derived from what a shopper did, each defined once in the catalogue. */
@NullMarked
package io.storeloop.profile.feature;

import org.jspecify.annotations.NullMarked;
