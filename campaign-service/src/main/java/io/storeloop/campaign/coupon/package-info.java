/** Codes that are handed out once and redeemed once. */
@NullMarked
package io.storeloop.campaign.coupon;

import org.jspecify.annotations.NullMarked;
