/** Whom a written condition means: segments, their members, and why somebody is one. */
@NullMarked
package io.storeloop.profile.segment;

import org.jspecify.annotations.NullMarked;
