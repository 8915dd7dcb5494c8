/** Judges one record by named rules: sound, repaired, or refused with a reason. */
@NullMarked
package io.storeloop.ingestion.validation;

import org.jspecify.annotations.NullMarked;
