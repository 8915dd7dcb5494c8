/** What an experiment's or a policy's file says, without a service; each protocol is one class. */
@NullMarked
package io.storeloop.campaign.evaluation;

import org.jspecify.annotations.NullMarked;
