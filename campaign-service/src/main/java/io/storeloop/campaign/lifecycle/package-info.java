/** Campaigns as people edit them: what may change when, from draft to ended. */
@NullMarked
package io.storeloop.campaign.lifecycle;

import org.jspecify.annotations.NullMarked;
