/** Sums over the shoppers of a campaign's groups, exact, so that a shopper can be taken out again. */
@NullMarked
package io.storeloop.campaign.statistic;

import org.jspecify.annotations.NullMarked;
