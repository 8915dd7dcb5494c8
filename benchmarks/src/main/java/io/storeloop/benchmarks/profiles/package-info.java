/** Profiles over HTTP and behind the log, measured from outside as the shop grows. */
@NullMarked
package io.storeloop.benchmarks.profiles;

import org.jspecify.annotations.NullMarked;
