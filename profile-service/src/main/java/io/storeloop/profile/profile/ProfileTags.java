package io.storeloop.profile.profile;

import io.storeloop.common.conditions.Explanation.Clause;
import io.storeloop.profile.tag.TagCatalogue;
import io.storeloop.profile.tag.TagCatalogue.Tagged;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tags of profiles: with their reasons when told, with their beginnings when written. */
final class ProfileTags {
  private static final String FEATURES = "features.";

  private ProfileTags() {}

  /**
   * Since when a profile with these features has its tags: as before, or from {@code now} on.
   *
   * @param before the beginnings as they were written last
   */
  static SortedMap<String, Instant> since(
      Map<String, Object> features, Map<String, Instant> before, Instant now) {
    SortedMap<String, Instant> since = new TreeMap<>();
    for (Tagged tagged : TagCatalogue.of(features)) {
      String name = tagged.tag().name();
      since.put(name, before.getOrDefault(name, now));
    }
    return since;
  }

  /** Tags as they are told. */
  static List<ProfileView.TagView> views(Map<String, Object> features, Map<String, Instant> since) {
    return TagCatalogue.of(features).stream()
        .map(tagged ->
            new ProfileView.TagView(
                tagged.tag().name(), because(tagged, features), since.get(tagged.tag().name())))
        .toList();
  }

  private static Map<String, Object> because(Tagged tagged, Map<String, Object> features) {
    Map<String, Object> because = new LinkedHashMap<>();
    for (Clause clause : tagged.because().supporting()) {
      String feature = clause.path().substring(FEATURES.length());
      Object value = features.get(feature);
      if (value != null) {
        because.put(feature, value);
      }
    }
    return because;
  }
}
