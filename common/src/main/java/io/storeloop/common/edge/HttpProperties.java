package io.storeloop.common.edge;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of a request.
 *
 * @param maxBodyBytes the longest body after decoding; longer ones answer 413
 */
@Validated
@ConfigurationProperties("storeloop.http")
public record HttpProperties(@Min(1024) @DefaultValue("512000") long maxBodyBytes) {}
