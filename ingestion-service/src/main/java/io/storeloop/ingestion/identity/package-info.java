/** Which ids are one shopper, where somebody asks for everything about them. */
@NullMarked
package io.storeloop.ingestion.identity;

import org.jspecify.annotations.NullMarked;
