package io.storeloop.ingestion.catalogue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the item feed.
 *
 * @param maxBatchItems most items in one call; more answer 413
 * @param maxBatchBytes the longest decoded body of a batch; longer answers 413
 */
@Validated
@ConfigurationProperties("storeloop.ingestion.catalogue")
record CatalogueProperties(
    @Min(1) @Max(50_000) @DefaultValue("5000") int maxBatchItems,
    @DefaultValue("5MB") DataSize maxBatchBytes) {}
