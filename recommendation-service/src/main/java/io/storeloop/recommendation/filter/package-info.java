/** Which items may be shown: conditions on items, read once and asked fast. */
@NullMarked
package io.storeloop.recommendation.filter;

import org.jspecify.annotations.NullMarked;
