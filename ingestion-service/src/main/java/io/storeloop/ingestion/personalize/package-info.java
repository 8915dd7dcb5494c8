/** PutEvents, as clients of Amazon Personalize call it. */
@NullMarked
package io.storeloop.ingestion.personalize;

import org.jspecify.annotations.NullMarked;
