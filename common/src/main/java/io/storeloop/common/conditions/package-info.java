/** The one language in which segments, rules and filters say whom they mean. */
@NullMarked
package io.storeloop.common.conditions;

import org.jspecify.annotations.NullMarked;
