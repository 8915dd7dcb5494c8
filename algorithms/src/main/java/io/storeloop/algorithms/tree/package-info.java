/** Decision trees as plain arrays, and what each feature contributes to what they say. */
@NullMarked
package io.storeloop.algorithms.tree;

import org.jspecify.annotations.NullMarked;
