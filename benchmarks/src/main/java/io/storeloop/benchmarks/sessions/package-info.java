/** How fast the next item of a session is predicted, beside the plain way of doing the same. */
@NullMarked
package io.storeloop.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
