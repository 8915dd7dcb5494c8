/** What to show next inside a visit, learnt from the visits of everybody. */
@NullMarked
package io.storeloop.algorithms.session;

import org.jspecify.annotations.NullMarked;
