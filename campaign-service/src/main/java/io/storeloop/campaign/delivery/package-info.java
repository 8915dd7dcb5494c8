/**
 * Reaches shoppers outside the storefront: settings and wiring of what is in the packages below.
 */
@NullMarked
package io.storeloop.campaign.delivery;

import org.jspecify.annotations.NullMarked;
