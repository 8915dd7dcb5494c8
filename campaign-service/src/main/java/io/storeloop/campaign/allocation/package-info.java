/** Shares out the offers of adaptive campaigns anew, batch by batch. */
@NullMarked
package io.storeloop.campaign.allocation;

import org.jspecify.annotations.NullMarked;
