package io.storeloop.profile.predictor;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of trainings.
 *
 * @param mostShoppers shoppers from whom a model learns, a draw where there are more
 * @param mostActs acts of one shopper that are looked at, the latest
 * @param mostActsInAll acts of all shoppers together that a training or a look for drift holds,
 *     some 70 bytes each; fewer shoppers beyond it
 * @param kept trainings of a predictor, and as many models of it that have answered; older ones are
 *     deleted
 * @param budget how long settings may be tried in each of the two searches of a training
 * @param scoreAge how long what was said of a shopper stands for conditions and the churn watch,
 *     when nothing happens to the shopper
 * @param groupTraits traits by whose values a model card tells how the model did, at most five
 */
@Validated
@ConfigurationProperties("storeloop.profile.predictor")
record PredictorProperties(
    @Min(100) @Max(200_000) @DefaultValue("20000") int mostShoppers,
    @Min(100) @Max(100_000) @DefaultValue("5000") int mostActs,
    @Min(100_000) @Max(100_000_000) @DefaultValue("1000000") int mostActsInAll,
    @Min(1) @Max(1_000) @DefaultValue("10") int kept,
    @DefaultValue("2m") Duration budget,
    @DurationMin(seconds = 1) @DefaultValue("1d") Duration scoreAge,
    @Size(max = 5) @DefaultValue("country") List<@NotBlank String> groupTraits) {}
