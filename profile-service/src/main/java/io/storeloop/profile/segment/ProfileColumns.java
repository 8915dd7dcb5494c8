package io.storeloop.profile.segment;

import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.profile.feature.Basis;
import io.storeloop.profile.feature.Derivation;
import io.storeloop.profile.feature.FeaturePath;
import io.storeloop.profile.feature.FeatureType;
import io.storeloop.profile.feature.Moment;
import io.storeloop.profile.feature.PriceTerciles;
import io.storeloop.profile.profile.PredictionPath;
import java.util.Optional;

/**
 * The paths of a profile in SQL: the row {@code p} of {@code profile} with its {@code score}.
 * Features that depend on the time of asking are computed by the formulas of {@link Derivation}.
 */
final class ProfileColumns implements SqlColumns {
  private static final String TRAITS = "traits.";
  private static final String FEATURES = "features.";
  private static final String LABEL =
      "(select k.label from profile_current_cluster k where k.profile_id = p.profile_id)";

  private final Optional<PriceTerciles> terciles;

  ProfileColumns(Optional<PriceTerciles> terciles) {
    this.terciles = terciles;
  }

  @Override
  public SqlColumn column(String path, SqlText sql) {
    if (path.startsWith(TRAITS)) {
      return SqlColumn.json("p.traits", sql.bind(path.substring(TRAITS.length()), "text"));
    }
    if (path.startsWith(FEATURES)) {
      return feature(path.substring(FEATURES.length()), sql);
    }
    if (path.startsWith(ProfileVocabulary.PREDICTION)) {
      return SqlColumn.numeric(prediction(PredictionPath.of(path)));
    }
    if (path.equals("userId")) {
      return SqlColumn.text("p.user_id");
    }
    if (path.equals("cluster")) {
      return SqlColumn.text(LABEL);
    }
    throw new IllegalArgumentException("no column for the path " + path);
  }

  /** The subquery is of no row, so it is asked once. */
  private static String prediction(PredictionPath path) {
    return path.saidBy("score", "(select models from predictor_answering)");
  }

  private SqlColumn feature(String path, SqlText sql) {
    FeaturePath parts = FeaturePath.of(path);
    String stored = "(p.features #>> array[" + bound(parts, sql) + "])";
    return switch (parts.feature().derivation()) {
      case Derivation.Stored s when parts.feature().type() == FeatureType.STRING ->
          SqlColumn.text(stored);
      case Derivation.Stored s when parts.feature().type() == FeatureType.SHARES ->
          SqlColumn.numeric(share(parts, stored, sql));
      case Derivation.Stored s -> SqlColumn.numeric(stored + "::numeric");
      case Derivation.DaysSince since -> SqlColumn.numeric(daysSince(since.moment(), sql));
      case Derivation.OrdersPerMonth o -> SqlColumn.numeric(ordersPerMonth(sql));
      case Derivation.BandOfAveragePrice b -> SqlColumn.text(band(sql));
      case Derivation.CountWithin within -> SqlColumn.numeric(countWithin(within, sql));
      case Derivation.AbandonedCarts c -> SqlColumn.numeric(abandonedCarts(sql));
      case Derivation.CartAbandonmentShare c -> SqlColumn.numeric(cartAbandonmentShare(sql));
    };
  }

  private static String bound(FeaturePath path, SqlText sql) {
    return String.join(", ", path.parts().stream().map(part -> sql.bind(part, "text")).toList());
  }

  /** Of shares that there are, the one that does not stand among them is 0. */
  private static String share(FeaturePath path, String stored, SqlText sql) {
    return "coalesce(%s::numeric, case when jsonb_exists(p.features, %s) then 0 end)"
        .formatted(stored, sql.bind(path.feature().name(), "text"));
  }

  private static String daysSince(Moment moment, SqlText sql) {
    String from =
        switch (moment) {
          case FIRST_SEEN -> "p.first_seen_at";
          case LAST_SEEN -> "p.last_seen_at";
          case LAST_PURCHASE -> "p.last_purchase_at";
        };
    // greatest() skips nulls, and without the instant the answer must stay null
    return "(case when %s is not null then greatest(0, floor(extract(epoch from (%s - %s)) / 86400)) end)"
        .formatted(from, sql.now(), from);
  }

  private static String ordersPerMonth(SqlText sql) {
    int month = Derivation.OrdersPerMonth.DAYS_PER_MONTH;
    return "round((p.features ->> 'orders')::numeric * %d / greatest(%d, %s), %d)"
        .formatted(
            month, month, daysSince(Moment.FIRST_SEEN, sql), Derivation.OrdersPerMonth.DECIMALS);
  }

  private static String countWithin(Derivation.CountWithin within, SqlText sql) {
    String counted =
        within.count() == null ? "1" : "(d.value ->> %d)::numeric".formatted(within.count());
    return "(select coalesce(sum(%s), 0) from jsonb_each(%s) as d where d.key::integer > %s - %d)"
        .formatted(counted, basis(Basis.DAYS), today(sql), within.days());
  }

  private static String abandonedCarts(SqlText sql) {
    return "(%s - (select count(*) from jsonb_array_elements_text(%s) as o where o::integer >= %s - 1))"
        .formatted(count(Basis.UNBOUGHT), basis(Basis.OPEN), today(sql));
  }

  private static String cartAbandonmentShare(SqlText sql) {
    String abandoned = abandonedCarts(sql);
    return "round(%s / nullif(%s + %s, 0), %d)"
        .formatted(
            abandoned, count(Basis.BOUGHT), abandoned, Derivation.CartAbandonmentShare.DECIMALS);
  }

  private static String count(String name) {
    return "coalesce((%s)::numeric, 0)".formatted(basis(name));
  }

  private static String basis(String name) {
    return "(p.features -> '%s' -> '%s')".formatted(Basis.NAME, name);
  }

  private static String today(SqlText sql) {
    return "floor(extract(epoch from %s) / 86400)".formatted(sql.now());
  }

  private String band(SqlText sql) {
    if (terciles.isEmpty()) {
      return "cast(null as text)";
    }
    String price = "(p.features ->> 'averagePrice')::numeric";
    return "(case when %s < %s then 'low' when %s < %s then 'middle' when %s is not null then 'high' end)"
        .formatted(
            price,
            sql.bind(terciles.get().first(), "numeric"),
            price,
            sql.bind(terciles.get().second(), "numeric"),
            price);
  }
}
