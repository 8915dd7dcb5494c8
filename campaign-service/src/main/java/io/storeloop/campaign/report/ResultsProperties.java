package io.storeloop.campaign.report;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How results are read.
 *
 * @param decisionSize shoppers of both groups at which a decision is expected: always-valid
 *     intervals are narrowest there
 * @param marginShare what is left of revenue where no cost is known, in [0, 1]; absent: then no
 *     margin is said
 */
@Validated
@ConfigurationProperties("storeloop.campaign.results")
record ResultsProperties(
    @Min(100) @Max(100_000_000) @DefaultValue("5000") long decisionSize,
    @DecimalMin("0") @DecimalMax("1") @Nullable BigDecimal marginShare) {}
