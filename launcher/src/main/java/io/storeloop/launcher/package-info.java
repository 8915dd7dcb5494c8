/**
 * All four services in one process on an embedded PostgreSQL, for newcomers and for end-to-end
 * tests.
 */
@NullMarked
package io.storeloop.launcher;

import org.jspecify.annotations.NullMarked;
