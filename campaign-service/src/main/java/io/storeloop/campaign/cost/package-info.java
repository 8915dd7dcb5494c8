/** What a campaign costs beside what it gives away. */
@NullMarked
package io.storeloop.campaign.cost;

import org.jspecify.annotations.NullMarked;
