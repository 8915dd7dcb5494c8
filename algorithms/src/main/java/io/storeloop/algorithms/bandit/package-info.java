/** Sends more users to what works better, and says how likely each choice was. */
@NullMarked
package io.storeloop.algorithms.bandit;

import org.jspecify.annotations.NullMarked;
