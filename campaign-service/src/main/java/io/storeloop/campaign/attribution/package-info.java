/** Which campaign the revenue of a period is put down to, by several rules that add up. */
@NullMarked
package io.storeloop.campaign.attribution;

import org.jspecify.annotations.NullMarked;
