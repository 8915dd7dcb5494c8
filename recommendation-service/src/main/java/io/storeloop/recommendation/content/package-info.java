/** New items by what they are: found through words, categories, brand and price. */
@NullMarked
package io.storeloop.recommendation.content;

import org.jspecify.annotations.NullMarked;
