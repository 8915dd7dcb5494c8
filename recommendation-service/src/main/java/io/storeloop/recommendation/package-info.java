/** Learns which items go together; answers "what next?". */
@NullMarked
package io.storeloop.recommendation;

import org.jspecify.annotations.NullMarked;
