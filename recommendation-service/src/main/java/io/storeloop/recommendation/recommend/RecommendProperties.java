package io.storeloop.recommendation.recommend;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a list is put together.
 *
 * @param contextWeight what an item in view says, beside a history in which a view says ln 2 and a
 *     purchase ln 4
 * @param evidence reasons shown per item unless all are asked for
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.recommend")
record RecommendProperties(
    @DecimalMin("0.001") @DecimalMax("1000") @DefaultValue("1") float contextWeight,
    @Min(1) @Max(100) @DefaultValue("3") int evidence) {}
