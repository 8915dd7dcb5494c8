/** What came back: exposures, clicks and conversions, read from the event log. */
@NullMarked
package io.storeloop.campaign.outcome;

import org.jspecify.annotations.NullMarked;
