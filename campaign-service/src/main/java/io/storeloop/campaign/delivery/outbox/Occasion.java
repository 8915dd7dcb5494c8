package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.lifecycle.Campaign;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened to one shopper and that a campaign waits for.
 *
 * @param id the same occasion has the same id, however often it is found
 * @param detail what templates and the check before sending know of it
 */
public record Occasion(
    Campaign campaign, Shopper shopper, String id, Instant at, ObjectNode detail) {}
