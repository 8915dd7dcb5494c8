/** What everybody likes at the moment. */
@NullMarked
package io.storeloop.recommendation.popularity;

import org.jspecify.annotations.NullMarked;
