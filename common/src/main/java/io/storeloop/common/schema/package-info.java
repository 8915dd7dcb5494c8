/** The one database: migrations, one pool per service role, and readers of what others publish. */
@NullMarked
package io.storeloop.common.schema;

import org.jspecify.annotations.NullMarked;
