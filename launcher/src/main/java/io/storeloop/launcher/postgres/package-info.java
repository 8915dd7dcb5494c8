/** The embedded PostgreSQL 18: unpacked, made, started durably, watched and stopped. */
@NullMarked
package io.storeloop.launcher.postgres;

import org.jspecify.annotations.NullMarked;
