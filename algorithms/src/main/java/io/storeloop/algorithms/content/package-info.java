/** Which items are alike by what the catalogue says of them, whether anybody met them or not. */
@NullMarked
package io.storeloop.algorithms.content;

import org.jspecify.annotations.NullMarked;
