/** Forgets a shopper in all services, proves it, and keeps their late events out. */
@NullMarked
package io.storeloop.ingestion.erasure;

import org.jspecify.annotations.NullMarked;
