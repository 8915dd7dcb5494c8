/** {@code ./run evaluate}: each protocol is judged by the service that owns the models. */
@NullMarked
package io.storeloop.launcher.evaluate;

import org.jspecify.annotations.NullMarked;
