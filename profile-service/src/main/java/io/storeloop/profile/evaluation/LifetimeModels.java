package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.lifetime.FamilyChoice;
import io.storeloop.algorithms.lifetime.Fit;
import io.storeloop.algorithms.lifetime.GammaGamma;
import io.storeloop.algorithms.lifetime.GammaGammaFit;
import io.storeloop.algorithms.lifetime.GammaGammaFit.Spender;
import io.storeloop.algorithms.lifetime.LifetimeOptions;
import io.storeloop.algorithms.lifetime.ProcessFit;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.algorithms.lifetime.RateLevel;
import io.storeloop.algorithms.lifetime.RhythmFit;
import io.storeloop.algorithms.lifetime.RhythmModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything learnt up to the cut, and how long it took.
 *
 * @param processes by family; empty where there is too little evidence
 * @param chosen the family that forecasts are made with; null without processes
 * @param choice how it was chosen; empty where likelihood alone could choose
 */
record LifetimeModels(
    Map<PurchaseFamily, Fit.Fitted<PurchaseProcess>> processes,
    Fit<GammaGamma> amounts,
    Fit<RhythmModel> rhythm,
    @Nullable PurchaseFamily chosen,
    Optional<FamilyChoice> choice,
    List<String> missing,
    Map<String, Double> seconds) {

  static LifetimeModels of(LifetimeData data, double daysPerUnit) {
    LifetimeOptions options = LifetimeOptions.standard();
    Map<PurchaseFamily, Fit.Fitted<PurchaseProcess>> processes =
        new EnumMap<>(PurchaseFamily.class);
    Map<String, Double> seconds = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (PurchaseFamily family : PurchaseFamily.values()) {
      long began = System.nanoTime();
      switch (ProcessFit.of(family, data.histories(), options)) {
        case Fit.Fitted<PurchaseProcess> fit -> processes.put(family, fit);
        case Fit.InsufficientEvidence<PurchaseProcess>(var lacks) -> {
          missing.clear();
          missing.addAll(lacks);
        }
      }
      seconds.put("fit " + family.title(), since(began));
    }
    long began = System.nanoTime();
    Fit<GammaGamma> amounts = GammaGammaFit.of(spenders(data), options);
    seconds.put("fit Gamma-Gamma", since(began));
    began = System.nanoTime();
    Fit<RhythmModel> rhythm = RhythmFit.of(data.rhythms(), options);
    seconds.put("fit rhythm", since(began));
    began = System.nanoTime();
    Optional<FamilyChoice> choice =
        data.log() == null
            ? Optional.empty()
            : FamilyChoice.of(data.log(), data.cut(), daysPerUnit, options);
    seconds.put("choose", since(began));
    PurchaseFamily chosen = choice.map(FamilyChoice::family).orElseGet(() -> likeliest(processes));
    return new LifetimeModels(processes, amounts, rhythm, chosen, choice, missing, seconds);
  }

  private static List<Spender> spenders(LifetimeData data) {
    List<Spender> spenders = new ArrayList<>();
    for (int i = 0; i < data.customers(); i++) {
      PurchaseHistory history = data.histories().get(i);
      if (history.repeats() > 0 && data.meanAmounts()[i] > 0) {
        spenders.add(new Spender(history.repeats(), data.meanAmounts()[i]));
      }
    }
    return spenders;
  }

  private static @Nullable PurchaseFamily likeliest(
      Map<PurchaseFamily, Fit.Fitted<PurchaseProcess>> processes) {
    return processes.entrySet().stream()
        .max(Comparator.comparingDouble(entry -> entry.getValue().logLikelihood()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  RateLevel level() {
    return choice.map(FamilyChoice::level).orElse(RateLevel.NONE);
  }

  static double since(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
