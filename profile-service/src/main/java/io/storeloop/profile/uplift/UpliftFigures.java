package io.storeloop.profile.uplift;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.uplift.UpliftJudgement;
import io.storeloop.algorithms.uplift.UpliftLearner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A judgement as programs read it. */
public final class UpliftFigures {
  /** Of every interval, two-sided. */
  public static final double CONFIDENCE = 0.95;

  /** What AUUC is here; libraries differ. */
  public static final String AUUC =
      "integral over phi in [0,1] of phi*(treated rate - control rate among the first phi), less half the uplift of all, per customer";

  /** What Qini is here; libraries differ. */
  public static final String QINI =
      "integral over phi of q(phi) - phi*q(1), q = (Y_t - Y_c*N_t/N_c)/N among the first phi, per customer";

  private UpliftFigures() {}

  /** Of the ranking. */
  public static Map<String, Object> of(UpliftJudgement judgement) {
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, "auucOverRandom", judgement.aucOverRandom());
    put(json, "auucOverResponse", judgement.aucOverResponse());
    put(json, "qini", judgement.qini());
    put(json, "topUplift", judgement.top());
    put(json, "averageUplift", judgement.all());
    json.put("reliable", judgement.isReliable(CONFIDENCE));
    return json;
  }

  /** Of what it must beat. */
  public static Map<String, Object> baseline(UpliftJudgement judgement) {
    Map<String, Object> response = new LinkedHashMap<>();
    put(response, "auucOverRandom", judgement.responseAucOverRandom());
    put(response, "topUplift", judgement.responseTop());
    Map<String, Object> random = new LinkedHashMap<>();
    random.put("auucOverRandom", 0.0);
    random.put("topUplift", judgement.all().difference());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(UpliftLearner.RESPONSE.label(), response);
    json.put("random", random);
    return json;
  }

  private static void put(Map<String, Object> json, String name, Effect effect) {
    Interval interval = effect.interval(CONFIDENCE);
    json.put(name, effect.difference());
    json.put(name + "Interval", List.of(interval.lower(), interval.upper()));
  }
}
