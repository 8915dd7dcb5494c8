/** What the operator may ask for on the command line. */
@NullMarked
package io.storeloop.launcher.command;

import org.jspecify.annotations.NullMarked;
