/** Who gets which offer and who is held out: a pure function of campaign, shopper and salt. */
@NullMarked
package io.storeloop.campaign.experiment;

import org.jspecify.annotations.NullMarked;
