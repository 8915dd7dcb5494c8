/** The items the shop sells, as the shop feeds them. */
@NullMarked
package io.storeloop.ingestion.catalogue;

import org.jspecify.annotations.NullMarked;
