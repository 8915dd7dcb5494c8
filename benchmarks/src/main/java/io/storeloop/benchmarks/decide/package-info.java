/** Decisions over HTTP, measured from outside as the campaigns grow in number. */
@NullMarked
package io.storeloop.benchmarks.decide;

import org.jspecify.annotations.NullMarked;
