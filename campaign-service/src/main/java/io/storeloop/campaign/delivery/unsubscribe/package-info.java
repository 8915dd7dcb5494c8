/** Who wants nothing more, and the link that says so. */
@NullMarked
package io.storeloop.campaign.delivery.unsubscribe;

import org.jspecify.annotations.NullMarked;
