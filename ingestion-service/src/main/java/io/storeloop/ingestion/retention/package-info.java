/** Keeps nothing longer than the shop's policy says. */
@NullMarked
package io.storeloop.ingestion.retention;

import org.jspecify.annotations.NullMarked;
