/** Whether what is said of experiments keeps its word, by thousands of simulated ones. */
@NullMarked
package io.storeloop.benchmarks.experiments;

import org.jspecify.annotations.NullMarked;
