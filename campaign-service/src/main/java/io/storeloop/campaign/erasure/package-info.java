/** Forgets erased shoppers. */
@NullMarked
package io.storeloop.campaign.erasure;

import org.jspecify.annotations.NullMarked;
