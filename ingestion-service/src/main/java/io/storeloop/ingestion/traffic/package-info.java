/** Which events were done by bots and by the shop's own tests: marked, never dropped. */
@NullMarked
package io.storeloop.ingestion.traffic;

import org.jspecify.annotations.NullMarked;
