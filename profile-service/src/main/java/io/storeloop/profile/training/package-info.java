/** What trainings of all kinds share: one at a time, alive as long as it says so. */
@NullMarked
package io.storeloop.profile.training;

import org.jspecify.annotations.NullMarked;
