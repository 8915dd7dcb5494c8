/** What shoppers agreed to, and what may be done without asking. */
@NullMarked
package io.storeloop.profile.consent;

import org.jspecify.annotations.NullMarked;
