package io.storeloop.profile.predictor;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When and how drift is looked for.
 *
 * @param interval how old the last look at an active model may be
 * @param shoppers looked at each time, a random draw where there are more
 * @param fewest shoppers of whom the question makes sense: with fewer nothing is told
 * @param watch population stability index from which a number is to be watched
 * @param drifted population stability index from which it has drifted
 * @param calibrationWatch distance of the mean probability from the share that came true, from
 *     which calibration is to be watched
 * @param calibrationDrifted distance from which it has drifted
 */
@Validated
@ConfigurationProperties("storeloop.profile.predictor.drift")
record DriftProperties(
    @DurationMin(seconds = 1) @DefaultValue("1d") Duration interval,
    @Min(100) @Max(100_000) @DefaultValue("5000") int shoppers,
    @Min(50) @Max(100_000) @DefaultValue("200") int fewest,
    @DecimalMin("0.001") @DecimalMax("10") @DefaultValue("0.1") double watch,
    @DecimalMin("0.001") @DecimalMax("10") @DefaultValue("0.25") double drifted,
    @DecimalMin("0.001") @DecimalMax("1") @DefaultValue("0.03") double calibrationWatch,
    @DecimalMin("0.001") @DecimalMax("1") @DefaultValue("0.1") double calibrationDrifted) {}
