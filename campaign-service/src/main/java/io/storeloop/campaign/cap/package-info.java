/**
 * How often and how much: frequency caps and budgets, claimed so that parallel decisions never
 * exceed them.
 */
@NullMarked
package io.storeloop.campaign.cap;

import org.jspecify.annotations.NullMarked;
