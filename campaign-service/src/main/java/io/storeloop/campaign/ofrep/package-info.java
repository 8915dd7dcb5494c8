/** Decisions in the words of the OpenFeature Remote Evaluation Protocol. */
@NullMarked
package io.storeloop.campaign.ofrep;

import org.jspecify.annotations.NullMarked;
