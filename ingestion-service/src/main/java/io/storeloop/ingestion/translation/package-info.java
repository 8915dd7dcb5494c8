/**
 * What the doors of other trackers share: from their words, told apart and cut into lines, to
 * canonical fields.
 */
@NullMarked
package io.storeloop.ingestion.translation;

import org.jspecify.annotations.NullMarked;
