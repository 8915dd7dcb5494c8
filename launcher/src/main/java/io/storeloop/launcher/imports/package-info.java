/**
 * {@code ./run import}: sends a data set to the running suite, and tells what became of its rows.
 */
@NullMarked
package io.storeloop.launcher.imports;

import org.jspecify.annotations.NullMarked;
