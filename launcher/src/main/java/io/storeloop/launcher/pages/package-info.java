/** How browsers may use the pages that the suite serves. */
@NullMarked
package io.storeloop.launcher.pages;

import org.jspecify.annotations.NullMarked;
