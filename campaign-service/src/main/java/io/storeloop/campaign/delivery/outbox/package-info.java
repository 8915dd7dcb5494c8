/** What waits to be sent, who may still have it, and what became of it. */
@NullMarked
package io.storeloop.campaign.delivery.outbox;

import org.jspecify.annotations.NullMarked;
