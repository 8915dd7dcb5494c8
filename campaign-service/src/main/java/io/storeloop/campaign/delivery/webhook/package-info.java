/** Signed calls to destinations of the shop. */
@NullMarked
package io.storeloop.campaign.delivery.webhook;

import org.jspecify.annotations.NullMarked;
