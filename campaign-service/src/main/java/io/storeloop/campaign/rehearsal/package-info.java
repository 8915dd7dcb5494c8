/** What a campaign would have done with the last days, before it does anything. */
@NullMarked
package io.storeloop.campaign.rehearsal;

import org.jspecify.annotations.NullMarked;
