package io.storeloop.ingestion.catalogue;

import java.time.Instant;

/** An item as it stands in the catalogue. */
record StoredItem(Item item, Instant updatedAt) {}
