/** The script that shop pages load, as it is sent to them. */
@NullMarked
package io.storeloop.tracker;

import org.jspecify.annotations.NullMarked;
