/** What is known about one shopper: kept current from the event log, read over HTTP. */
@NullMarked
package io.storeloop.profile.profile;

import org.jspecify.annotations.NullMarked;
