/** Finds groups among rows of numbers, judges them and gives them names: no database, no clock. */
@NullMarked
package io.storeloop.profile.grouping;

import org.jspecify.annotations.NullMarked;
