/** What may be said about a running experiment, however often one looks. */
@NullMarked
package io.storeloop.algorithms.experiment;

import org.jspecify.annotations.NullMarked;
