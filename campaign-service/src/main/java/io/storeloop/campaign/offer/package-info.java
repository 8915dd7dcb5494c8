/** What a shopper may be shown. */
@NullMarked
package io.storeloop.campaign.offer;

import org.jspecify.annotations.NullMarked;
