/** What a campaign changed, and how sure one can be. */
@NullMarked
package io.storeloop.campaign.report;

import org.jspecify.annotations.NullMarked;
