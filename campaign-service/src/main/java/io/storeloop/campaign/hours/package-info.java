/** Hours of the day by the clock on the wall, as campaigns act in them and messages keep out of. */
@NullMarked
package io.storeloop.campaign.hours;

import org.jspecify.annotations.NullMarked;
