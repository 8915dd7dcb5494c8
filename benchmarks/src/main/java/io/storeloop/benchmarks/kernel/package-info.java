/** How long learning which items go together takes, how much memory, and beside what. */
@NullMarked
package io.storeloop.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
