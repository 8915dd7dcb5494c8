/** The suite as any client sees it: HTTP, JSON, keys. */
@NullMarked
package io.storeloop.launcher.http;

import org.jspecify.annotations.NullMarked;
