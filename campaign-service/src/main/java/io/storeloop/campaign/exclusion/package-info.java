/** Lists of users whom campaigns leave alone. */
@NullMarked
package io.storeloop.campaign.exclusion;

import org.jspecify.annotations.NullMarked;
