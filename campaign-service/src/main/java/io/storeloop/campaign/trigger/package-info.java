/** What makes an occasion to send something, and what ends it. */
@NullMarked
package io.storeloop.campaign.trigger;

import org.jspecify.annotations.NullMarked;
