package io.storeloop.common.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of a table of an experiment say who got what and what came of it, named by options
 * or recognised by their usual names.
 *
 * @param names all columns
 * @param treatment place of the column that tells the arm
 * @param outcomes places of the columns of what was measured afterwards, first the one to judge by
 */
public record TrialColumns(List<String> names, int treatment, List<Integer> outcomes) {
  /** Options that name columns and arms. */
  public static final Set<String> OPTIONS = Set.of("--treatment", "--control", "--treated");

  private static final List<String> TREATMENTS =
      List.of(
          "treatment",
          "treated",
          "treatmentgroup",
          "arm",
          "variant",
          "group",
          "segment",
          "experimentgroup",
          "w");

  private static final List<String> OUTCOMES =
      List.of(
          "outcome",
          "y",
          "target",
          "response",
          "responseatt",
          "visit",
          "visited",
          "click",
          "clicked",
          "conversion",
          "converted",
          "purchase",
          "purchased",
          "spend",
          "revenue",
          "sales",
          "exposure");

  private static final Set<String> CONTROLS =
      Set.of("0", "0.0", "false", "no", "none", "control", "ctrl", "placebo", "holdout");

  public TrialColumns {
    names = List.copyOf(names);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * Finds them.
   *
   * @param outcomeOption the option that names outcomes, comma between
   * @throws EvaluationRefusal if a named column is not there, or none is recognised
   */
  public static TrialColumns of(List<String> names, GivenOptions given, String outcomeOption) {
    int treatment =
        given
            .text("--treatment")
            .map(name -> place(names, name, "--treatment"))
            .or(() -> first(names, TREATMENTS))
            .orElseThrow(() -> unknown(names, "--treatment", "the column that tells the arm"));
    List<Integer> outcomes = new ArrayList<>();
    list(given.text(outcomeOption))
        .forEach(name -> outcomes.add(place(names, name, outcomeOption)));
    for (String usual : OUTCOMES) {
      first(names, List.of(usual))
          .filter(place -> place != treatment && !outcomes.contains(place))
          .ifPresent(outcomes::add);
    }
    if (outcomes.isEmpty()) {
      throw unknown(names, outcomeOption, "the column of what was measured");
    }
    return new TrialColumns(names, treatment, outcomes);
  }

  /** The texts of a list with commas between. */
  public static List<String> list(Optional<String> option) {
    return option.stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /**
   * The place of a column.
   *
   * @throws EvaluationRefusal if there is none of this name
   */
  public static int place(List<String> names, String name, String option) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new EvaluationRefusal(
          "There is no column '%s' (%s); there are %s."
              .formatted(name, option, String.join(", ", names)));
    }
    return place;
  }

  private static Optional<Integer> first(List<String> names, List<String> plainNames) {
    List<String> plain = names.stream().map(Fields::plain).toList();
    return plainNames.stream().map(plain::indexOf).filter(place -> place >= 0).findFirst();
  }

  private static EvaluationRefusal unknown(List<String> names, String option, String what) {
    return new EvaluationRefusal(
        "%s NAME must say %s; there are %s.".formatted(option, what, String.join(", ", names)));
  }

  /**
   * The arm that the others are compared with: that of {@code --control}, or the one whose name
   * says so.
   *
   * @throws EvaluationRefusal if it is not among the arms, or no name says so
   */
  public static String control(Collection<String> arms, GivenOptions given) {
    Optional<String> named = given.text("--control");
    if (named.isPresent() && !arms.contains(named.get())) {
      throw new EvaluationRefusal(
          "There is no arm '%s' (--control); there are %s.".formatted(named.get(), arms));
    }
    return named
        .or(() -> arms.stream().filter(TrialColumns::saysControl).findFirst())
        .orElseThrow(() ->
            new EvaluationRefusal(
                "--control ARM must say which arm is untreated: %s.".formatted(arms)));
  }

  private static boolean saysControl(String arm) {
    String lower = arm.toLowerCase(Locale.ROOT);
    return CONTROLS.contains(lower) || lower.startsWith("no ") || lower.startsWith("control");
  }

  /**
   * The arms to be compared with the control: those of {@code --treated}, or all others.
   *
   * @throws EvaluationRefusal if one is not there, or there is none
   */
  public static List<String> treated(Collection<String> arms, String control, GivenOptions given) {
    List<String> wanted = list(given.text("--treated"));
    for (String arm : wanted) {
      if (!arms.contains(arm) || arm.equals(control)) {
        throw new EvaluationRefusal(
            "There is no arm '%s' (--treated) beside '%s'; there are %s."
                .formatted(arm, control, arms));
      }
    }
    List<String> others = arms.stream().filter(arm -> !arm.equals(control)).sorted().toList();
    if (others.isEmpty()) {
      throw new EvaluationRefusal("There is no arm beside '%s'.".formatted(control));
    }
    return wanted.isEmpty() ? others : wanted;
  }
}
