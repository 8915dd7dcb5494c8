/** Snowplow's tracker protocol and its e-commerce schemas. */
@NullMarked
package io.storeloop.ingestion.snowplow;

import org.jspecify.annotations.NullMarked;
