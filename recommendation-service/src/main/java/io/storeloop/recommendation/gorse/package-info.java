/** The read routes of the Gorse recommender, so that its clients can ask us. */
@NullMarked
package io.storeloop.recommendation.gorse;

import org.jspecify.annotations.NullMarked;
