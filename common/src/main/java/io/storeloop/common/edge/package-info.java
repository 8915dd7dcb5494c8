/** Where HTTP begins: problems, API keys, body bounds, OpenAPI documents and health. */
@NullMarked
package io.storeloop.common.edge;

import org.jspecify.annotations.NullMarked;
