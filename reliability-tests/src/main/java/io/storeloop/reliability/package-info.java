/**
 * An at-least-once client with a ledger, a killer beside it, and a reconciliation at the end: is
 * what was acknowledged in the log, once?
 */
@NullMarked
package io.storeloop.reliability;

import org.jspecify.annotations.NullMarked;
