/**
 * What binds every campaign of the shop: the global holdout, caps across campaigns, default offers.
 */
@NullMarked
package io.storeloop.campaign.policy;

import org.jspecify.annotations.NullMarked;
