package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.lifecycle.Experiment.Allocation;
import io.storeloop.campaign.lifecycle.Experiment.Design;
import io.storeloop.campaign.validation.Mistakes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an experiment is shared out and read, as it is written, on the wire and in the row. */
public record ExperimentFields(
    @Nullable DesignFields design,
    @Nullable AllocationFields allocation,
    @Nullable List<@Nullable BreakdownFields> breakdowns) {
  private static final String SEQUENTIAL = "sequential";
  private static final String GROUP_SEQUENTIAL = "group_sequential";
  private static final String FIXED = "fixed";
  private static final String THOMPSON = "thompson";

  private static final BigDecimal LEAST_ALPHA = new BigDecimal("0.001");
  private static final BigDecimal MOST_ALPHA = new BigDecimal("0.2");
  private static final BigDecimal LEAST_FLOOR = new BigDecimal("0.01");
  private static final BigDecimal DEFAULT_FLOOR = new BigDecimal("0.05");
  private static final int DECIMALS = 4;
  private static final int MOST_LOOKS = 20;
  private static final int DEFAULT_LOOKS = 5;
  private static final int LEAST_SHOPPERS = 200;
  private static final int MOST_SHOPPERS = 1_000_000_000;

  /** When results may be looked at. */
  @Schema(name = "CampaignDesign")
  public record DesignFields(
      @Schema(
              allowableValues = {SEQUENTIAL, GROUP_SEQUENTIAL},
              defaultValue = SEQUENTIAL,
              description =
                  "`sequential`: as often as one likes, without an end. `group_sequential`: at equal distances up to a"
                      + " largest size, with narrower intervals.")
          @Nullable String type,
      @Schema(
              description = "Of `group_sequential`: how many looks, 1 to 20.",
              defaultValue = "5")
          @Nullable Integer looks,
      @Schema(
              description =
                  "Of `group_sequential`, needed: shoppers treated and held out at the last look, from 200.",
              example = "20000")
          @Nullable Integer shoppers,
      @Schema(
              description = "The chance that the truth is ever outside an interval, 0.001 to 0.2.",
              defaultValue = "0.05",
              example = "0.05")
          @Nullable BigDecimal alpha) {}

  /** How the offers are shared out. */
  @Schema(name = "CampaignAllocation")
  public record AllocationFields(
      @Schema(
              allowableValues = {FIXED, THOMPSON},
              defaultValue = FIXED,
              description =
                  "`fixed`: by the offers' weights. `thompson`: more to what works better; the weights, from which it"
                      + " begins, are made anew in batches.")
          @Nullable String policy,
      @Schema(
              description = "Of `thompson`: the share spread evenly over the offers, 0.01 to 1.",
              defaultValue = "0.05",
              example = "0.05")
          @Nullable BigDecimal floor) {}

  static ExperimentFields of(Experiment experiment) {
    BigDecimal alpha = plain(experiment.alpha());
    DesignFields design =
        switch (experiment.design()) {
          case Design.Sequential any -> new DesignFields(SEQUENTIAL, null, null, alpha);
          case Design.GroupSequential(int looks, long shoppers) ->
              new DesignFields(GROUP_SEQUENTIAL, looks, Math.toIntExact(shoppers), alpha);
        };
    AllocationFields allocation =
        switch (experiment.allocation()) {
          case Allocation.Fixed weights -> new AllocationFields(FIXED, null);
          case Allocation.Thompson(BigDecimal floor) ->
              new AllocationFields(THOMPSON, plain(floor));
        };
    return new ExperimentFields(
        design,
        allocation,
        experiment.breakdowns().stream()
            .<@Nullable BreakdownFields>map(BreakdownFields::of)
            .toList());
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /** Reads all of them; what is wrong is noted. */
  Experiment read(Mistakes mistakes) {
    BigDecimal alpha =
        design == null
            ? Experiment.DEFAULT_ALPHA
            : mistakes.within(
                "/design/alpha",
                design.alpha,
                LEAST_ALPHA,
                MOST_ALPHA,
                DECIMALS,
                Experiment.DEFAULT_ALPHA);
    return new Experiment(
        design == null ? new Design.Sequential() : design(design, mistakes),
        alpha,
        allocation == null ? new Allocation.Fixed() : allocation(allocation, mistakes),
        BreakdownFields.read("/breakdowns", breakdowns, mistakes));
  }

  /** What was written has been checked. */
  Experiment toExperiment() {
    return read(new Mistakes());
  }

  private static Design design(DesignFields given, Mistakes mistakes) {
    String type = given.type == null ? SEQUENTIAL : given.type;
    switch (type) {
      case SEQUENTIAL -> {
        if (given.looks != null || given.shoppers != null) {
          mistakes.add(
              "/design/looks",
              "invalid_value",
              "looks and shoppers belong to the type group_sequential");
        }
        return new Design.Sequential();
      }
      case GROUP_SEQUENTIAL -> {
        int looks =
            mistakes.within("/design/looks", given.looks, 1, MOST_LOOKS, DEFAULT_LOOKS);
        if (given.shoppers == null) {
          mistakes.add(
              "/design/shoppers", "missing_value", "expected the shoppers at the last look");
        }
        int shoppers =
            mistakes.within(
                "/design/shoppers", given.shoppers, LEAST_SHOPPERS, MOST_SHOPPERS, LEAST_SHOPPERS);
        return new Design.GroupSequential(looks, shoppers);
      }
      default -> {
        mistakes.add(
            "/design/type", "invalid_value", "expected sequential or group_sequential");
        return new Design.Sequential();
      }
    }
  }

  private static Allocation allocation(AllocationFields given, Mistakes mistakes) {
    String policy = given.policy == null ? FIXED : given.policy;
    switch (policy) {
      case FIXED -> {
        if (given.floor != null) {
          mistakes.add(
              "/allocation/floor", "invalid_value", "a floor belongs to the policy thompson");
        }
        return new Allocation.Fixed();
      }
      case THOMPSON -> {
        return new Allocation.Thompson(
            mistakes.within(
                "/allocation/floor",
                given.floor,
                LEAST_FLOOR,
                BigDecimal.ONE,
                DECIMALS,
                DEFAULT_FLOOR));
      }
      default -> {
        mistakes.add("/allocation/policy", "invalid_value", "expected fixed or thompson");
        return new Allocation.Fixed();
      }
    }
  }
}
