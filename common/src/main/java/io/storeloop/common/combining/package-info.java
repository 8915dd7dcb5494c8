/** Work that costs nearly the same for one as for many, done for all who ask at the same time. */
@NullMarked
package io.storeloop.common.combining;

import org.jspecify.annotations.NullMarked;
