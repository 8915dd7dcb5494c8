/** Everything that is held about a shopper, for the shopper. */
@NullMarked
package io.storeloop.ingestion.export;

import org.jspecify.annotations.NullMarked;
