/** What a campaign sends, when, by which channel and on which occasion. */
@NullMarked
package io.storeloop.campaign.message;

import org.jspecify.annotations.NullMarked;
