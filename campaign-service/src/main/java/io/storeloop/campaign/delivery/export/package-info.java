/** The audience of a campaign as a file. */
@NullMarked
package io.storeloop.campaign.delivery.export;

import org.jspecify.annotations.NullMarked;
