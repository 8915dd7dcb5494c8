/** What profile-service knows of many shoppers. */
@NullMarked
package io.storeloop.campaign.delivery.feed;

import org.jspecify.annotations.NullMarked;
