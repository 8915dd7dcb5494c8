/** Cuts files and long bodies into rows, one after the other, in bounded memory. */
@NullMarked
package io.storeloop.ingestion.rows;

import org.jspecify.annotations.NullMarked;
