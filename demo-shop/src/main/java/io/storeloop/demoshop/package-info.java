/**
 * A seeded simulator of a shop and its shoppers: what a shop would see is public, what only the
 * simulator can know is not.
 *
 * <p>The truth behind the events (who has left and when, who would be persuaded by an offer, who
 * likes which categories, the planted taste groups) is package-private. The only public door to it
 * is {@code ShopTruth}, a class of this module's tests (published in its test-jar), so that tests
 * can measure predictors against the truth and nothing else can peep at it.
 */
@NullMarked
package io.storeloop.demoshop;

import org.jspecify.annotations.NullMarked;
