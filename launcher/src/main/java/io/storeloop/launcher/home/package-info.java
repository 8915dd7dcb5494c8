/** The folder {@code .storeloop}: everything that the launcher keeps, and nothing outside it. */
@NullMarked
package io.storeloop.launcher.home;

import org.jspecify.annotations.NullMarked;
