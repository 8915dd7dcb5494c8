/** Decides which offer a shopper sees, and measures whether it helped. */
@NullMarked
package io.storeloop.campaign;

import org.jspecify.annotations.NullMarked;
