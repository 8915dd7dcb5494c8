/** What counted users let us say about rates and their differences. */
@NullMarked
package io.storeloop.algorithms.inference;

import org.jspecify.annotations.NullMarked;
