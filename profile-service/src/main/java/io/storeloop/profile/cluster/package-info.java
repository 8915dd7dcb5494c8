/** Groups that an algorithm finds among the profiles, and their names. */
@NullMarked
package io.storeloop.profile.cluster;

import org.jspecify.annotations.NullMarked;
