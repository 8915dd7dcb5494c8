/** The demo shop sent through the public API, and three answers to look at. */
@NullMarked
package io.storeloop.launcher.demo;

import org.jspecify.annotations.NullMarked;
