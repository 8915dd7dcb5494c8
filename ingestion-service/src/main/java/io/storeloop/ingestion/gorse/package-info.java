/** The feedback API of the Gorse recommender. */
@NullMarked
package io.storeloop.ingestion.gorse;

import org.jspecify.annotations.NullMarked;
