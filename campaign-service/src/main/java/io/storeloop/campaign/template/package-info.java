/** Drafts for the usual plays. */
@NullMarked
package io.storeloop.campaign.template;

import org.jspecify.annotations.NullMarked;
