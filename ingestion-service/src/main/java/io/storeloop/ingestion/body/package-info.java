/** Cuts a request body into the records it carries, so that each is read on its own. */
@NullMarked
package io.storeloop.ingestion.body;

import org.jspecify.annotations.NullMarked;
