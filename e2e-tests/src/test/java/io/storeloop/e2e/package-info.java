/**
 * A shopper walks through the running suite, seen from outside: HTTP and processes, nothing else.
 */
package io.storeloop.e2e;
