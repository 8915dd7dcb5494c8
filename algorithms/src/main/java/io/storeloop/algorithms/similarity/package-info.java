/** Which items go together, and what that says about one user's next item. */
@NullMarked
package io.storeloop.algorithms.similarity;

import org.jspecify.annotations.NullMarked;
