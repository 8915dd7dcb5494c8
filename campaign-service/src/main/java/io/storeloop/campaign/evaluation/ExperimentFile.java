package io.storeloop.campaign.evaluation;

import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.common.evaluation.TableRows;
import io.storeloop.common.evaluation.TrialColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * A table of an experiment, a user per row, read twice: once for what its columns hold, once for
 * the sufficient statistics. Rows are not kept, so there may be any number.
 *
 * @param outcomes names of the outcomes
 * @param covariates names of the columns by which is adjusted
 * @param leftOut columns that cannot have been known before, with the reason
 * @param groups by arm and outcome: column 0 the outcome, then the covariates
 * @param binary whether all values of an outcome are 0 or 1
 * @param unassigned rows left out because they tell no arm
 */
record ExperimentFile(
    List<String> outcomes,
    List<String> covariates,
    Map<String, String> leftOut,
    Map<String, List<JointMoments>> groups,
    List<Boolean> binary,
    long unassigned) {
  static final int MAX_ARMS = 100;

  /** More would make the work per row, its square, the whole of the work. */
  static final int MAX_COVARIATES = 200;

  static ExperimentFile read(Path file, GivenOptions given) {
    try (TableRows table = TableRows.withNames(file)) {
      List<String> names = table.names().orElseThrow();
      TrialColumns columns = TrialColumns.of(names, given, "--outcomes");
      List<Integer> outcomes = outcomes(columns, given);
      List<CovariateColumn> covariates = covariates(table, columns, given);
      return collect(file, columns, outcomes, covariates);
    }
  }

  /** The named outcomes, or all that are recognised. */
  private static List<Integer> outcomes(TrialColumns columns, GivenOptions given) {
    int named = TrialColumns.list(given.text("--outcomes")).size();
    return named > 0 ? columns.outcomes().subList(0, named) : columns.outcomes();
  }

  private static List<CovariateColumn> covariates(
      TableRows table, TrialColumns columns, GivenOptions given) {
    List<String> names = columns.names();
    List<String> wanted = TrialColumns.list(given.text("--covariates"));
    if (wanted.equals(List.of("none"))) {
      return List.of();
    }
    Set<Integer> places = new HashSet<>();
    wanted.forEach(name -> places.add(TrialColumns.place(names, name, "--covariates")));
    List<CovariateColumn> all = names.stream().map(CovariateColumn::new).toList();
    for (String[] row = table.next(); row != null; row = table.next()) {
      for (int column = 0; column < row.length; column++) {
        all.get(column).learn(row[column]);
      }
    }
    List<CovariateColumn> used = new ArrayList<>();
    int width = 0;
    for (int column = 0; column < all.size(); column++) {
      boolean before = column != columns.treatment() && !columns.outcomes().contains(column);
      boolean asked = places.isEmpty() ? before : places.contains(column);
      if (asked && all.get(column).isUsable()) {
        used.add(all.get(column));
        width += all.get(column).width();
      } else if (places.contains(column)) {
        throw new EvaluationRefusal(
            "The column '%s' is no covariate: it is an id, constant, or has more than %d different texts."
                .formatted(names.get(column), CovariateColumn.MOST_CATEGORIES));
      }
    }
    if (width > MAX_COVARIATES) {
      throw new EvaluationRefusal(
          "There are %d covariates, more than %d: --covariates A,B says which to use."
              .formatted(width, MAX_COVARIATES));
    }
    return used;
  }

  private static ExperimentFile collect(
      Path file, TrialColumns columns, List<Integer> outcomes, List<CovariateColumn> covariates) {
    int width = 1 + covariates.stream().mapToInt(CovariateColumn::width).sum();
    int[] places =
        covariates.stream().mapToInt(column -> columns.names().indexOf(column.name())).toArray();
    Map<String, List<JointMoments>> groups = new TreeMap<>();
    Map<String, long[]> missing = new TreeMap<>();
    boolean[] binary = new boolean[outcomes.size()];
    Arrays.fill(binary, true);
    long unassigned = 0;
    double[] cells = new double[width];
    try (TableRows table = TableRows.withNames(file)) {
      for (String[] row = table.next(); row != null; row = table.next()) {
        String arm = row[columns.treatment()];
        if (arm.isEmpty()) {
          unassigned++;
          continue;
        }
        List<JointMoments> group =
            groups.computeIfAbsent(
                arm, absent -> outcomes.stream().map(o -> new JointMoments(width)).toList());
        if (groups.size() > MAX_ARMS) {
          throw table.refusal(
              "'%s' has more than %d arms"
                  .formatted(columns.names().get(columns.treatment()), MAX_ARMS));
        }
        long[] ofArm = missing.computeIfAbsent(arm, absent -> new long[places.length]);
        for (int at = 1, i = 0; i < places.length; at += covariates.get(i).width(), i++) {
          ofArm[i] += Numbers.isMissing(row[places[i]]) ? 1 : 0;
          covariates.get(i).write(row[places[i]], cells, at);
        }
        for (int i = 0; i < outcomes.size(); i++) {
          cells[0] = number(table, row[outcomes.get(i)], columns.names().get(outcomes.get(i)));
          binary[i] &= cells[0] == 0 || cells[0] == 1;
          group.get(i).add(cells);
        }
      }
    }
    List<Boolean> ofOutcome = new ArrayList<>();
    for (boolean is : binary) {
      ofOutcome.add(is);
    }
    KnownBefore before = KnownBefore.of(covariates, groups, missing);
    return new ExperimentFile(
        outcomes.stream().map(columns.names()::get).toList(),
        before.covariates(),
        before.leftOut(),
        before.groups(),
        ofOutcome,
        unassigned);
  }

  private static double number(TableRows table, String cell, String column) {
    OptionalDouble number = Numbers.of(cell);
    if (number.isEmpty()) {
      throw table.refusal(
          "'%s' must be a number, up to %s, not '%s'".formatted(column, Numbers.LARGEST, cell));
    }
    return number.getAsDouble();
  }
}
