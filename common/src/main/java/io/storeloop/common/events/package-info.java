/** What a shopper did: the canonical event, its types and its place in the log. */
@NullMarked
package io.storeloop.common.events;

import org.jspecify.annotations.NullMarked;
