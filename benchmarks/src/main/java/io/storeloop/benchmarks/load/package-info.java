/**
 * Servers in processes of their own, a PostgreSQL beside them, and calls to them at a known rate.
 */
@NullMarked
package io.storeloop.benchmarks.load;

import org.jspecify.annotations.NullMarked;
