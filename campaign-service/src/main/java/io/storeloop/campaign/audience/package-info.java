/** Whom a campaign addresses: its condition, asked of the profile that profile-service knows. */
@NullMarked
package io.storeloop.campaign.audience;

import org.jspecify.annotations.NullMarked;
