/** What is popular, and what is becoming so. */
@NullMarked
package io.storeloop.algorithms.trend;

import org.jspecify.annotations.NullMarked;
