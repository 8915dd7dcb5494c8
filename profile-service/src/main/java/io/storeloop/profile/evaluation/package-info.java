/** How good the models of people would be on a data set; each protocol is one class. */
@NullMarked
package io.storeloop.profile.evaluation;

import org.jspecify.annotations.NullMarked;
