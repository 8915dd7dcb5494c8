/**
 * Groups that an algorithm finds among the profiles, and their names; the only package that knows
 * Smile.
 */
@NullMarked
package io.storeloop.profile.cluster;

import org.jspecify.annotations.NullMarked;
