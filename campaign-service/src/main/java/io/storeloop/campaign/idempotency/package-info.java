/** A repeated call with the same Idempotency-Key has one effect and one answer. */
@NullMarked
package io.storeloop.campaign.idempotency;

import org.jspecify.annotations.NullMarked;
