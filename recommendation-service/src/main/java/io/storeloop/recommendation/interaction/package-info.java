/** What shoppers did with items, followed from the event log and held in memory. */
@NullMarked
package io.storeloop.recommendation.interaction;

import org.jspecify.annotations.NullMarked;
