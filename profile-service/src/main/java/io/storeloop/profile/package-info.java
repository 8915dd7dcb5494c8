/** Who is this? Profiles, traits, features, segments and clusterings from the event log. */
@NullMarked
package io.storeloop.profile;

import org.jspecify.annotations.NullMarked;
