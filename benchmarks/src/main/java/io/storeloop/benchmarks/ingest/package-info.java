/**
 * How fast events come in over HTTP, against what the same PostgreSQL takes without us.
 *
 * <p>Talks HTTP and SQL from outside; knows no class of a service.
 */
@NullMarked
package io.storeloop.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
