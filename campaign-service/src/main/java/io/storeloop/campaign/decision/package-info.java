/** The answer to "what now for this shopper?", with its reasons, kept in a ledger. */
@NullMarked
package io.storeloop.campaign.decision;

import org.jspecify.annotations.NullMarked;
