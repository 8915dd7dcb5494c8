/** What was recommended: written behind the answers, kept for a while, read back by its id. */
@NullMarked
package io.storeloop.recommendation.ledger;

import org.jspecify.annotations.NullMarked;
