/**
 * How fast recommendations are answered over HTTP, beside an endpoint of the same server that does
 * nothing.
 *
 * <p>Talks HTTP and SQL from outside; knows no class of a service.
 */
@NullMarked
package io.storeloop.benchmarks.recommend;

import org.jspecify.annotations.NullMarked;
