/** Which ids are one shopper: the identity rule kept in the database. */
@NullMarked
package io.storeloop.profile.identity;

import org.jspecify.annotations.NullMarked;
