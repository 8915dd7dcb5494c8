/** Takes our own canonical events over HTTP. */
@NullMarked
package io.storeloop.ingestion.intake;

import org.jspecify.annotations.NullMarked;
