/** What the shop wants shown, more or less or not at all: rules over recommendations. */
@NullMarked
package io.storeloop.recommendation.merchandising;

import org.jspecify.annotations.NullMarked;
