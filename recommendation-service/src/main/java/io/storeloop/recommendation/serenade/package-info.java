/** The route of the Serenade recommender, so that its clients can ask us. */
@NullMarked
package io.storeloop.recommendation.serenade;

import org.jspecify.annotations.NullMarked;
