/** The number of the last change of what decisions are made by. */
@NullMarked
package io.storeloop.campaign.revision;

import org.jspecify.annotations.NullMarked;
