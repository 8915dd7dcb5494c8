package io.storeloop.recommendation.model;

import io.storeloop.recommendation.gate.GateProperties;
import io.storeloop.recommendation.gate.LaterBehaviour;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.UserHistory;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Looks for the settings that suit a shop, by the shop's own behaviour: what happened before a cut
 * is learnt from, what came after it is asked for. That cut lies before the one of the gate, so
 * that what was chosen is judged by behaviour that had no part in choosing.
 *
 * <p>The result is a function of the histories, as long as the budget does not end the search.
 */
final class ShopSearch {
  private final Histories histories;
  private final Catalogue catalogue;
  private final ModelTrainer trainer;
  private final InteractionProperties interaction;
  private final PopularityProperties popularity;
  private final SessionProperties sessions;
  private final GateProperties gateProperties;
  private final SearchProperties properties;
  private final MixProperties mixed;
  private final int threads;
  private final LongSupplier nanoClock;

  /** {@code nanoClock}: of the budget, such as {@code System::nanoTime}. */
  ShopSearch(
      Histories histories,
      Catalogue catalogue,
      ModelTrainer trainer,
      InteractionProperties interaction,
      PopularityProperties popularity,
      SessionProperties sessions,
      GateProperties gateProperties,
      SearchProperties properties,
      MixProperties mixed,
      int threads,
      LongSupplier nanoClock) {
    this.histories = histories;
    this.catalogue = catalogue;
    this.trainer = trainer;
    this.interaction = interaction;
    this.popularity = popularity;
    this.sessions = sessions;
    this.gateProperties = gateProperties;
    this.properties = properties;
    this.mixed = mixed;
    this.threads = threads;
    this.nanoClock = nanoClock;
  }

  /**
   * Searches from some settings on.
   *
   * @return what is at least as good; empty if there is too little to compare by
   * @throws InterruptedException if the thread is interrupted; the search is given up
   */
  Optional<KernelSettings> run(KernelSettings start) throws InterruptedException {
    List<UserHistory> all = histories.all();
    Optional<LaterBehaviour> outer = later(all, Long.MAX_VALUE);
    Optional<LaterBehaviour> inner = outer.flatMap(cut -> later(all, cut.cutMillis()));
    if (inner.isEmpty() || inner.get().users() < properties.minUsers()) {
      return Optional.empty();
    }
    LaterBehaviour later = inner.get();
    var trial = new SettingsTrial(trainer, gateProperties, interaction, later);
    var budget = new SearchBudget(properties.budget(), nanoClock);
    var climb = new SettingsClimb(trial, budget, properties, interaction, start);
    climb.run(
        new FamilySearch(
            all, catalogue.size(), later.cutMillis(), sessions, mixed, threads, nanoClock));
    return Optional.of(climb.found(later));
  }

  private Optional<LaterBehaviour> later(List<UserHistory> all, long end) {
    var compared =
        new GateProperties(
            gateProperties.laterShare(),
            Math.min(gateProperties.minUsers(), properties.maxUsers()),
            properties.maxUsers(),
            gateProperties.coldUsers(),
            gateProperties.recencyHalfLife(),
            gateProperties.resamples());
    return LaterBehaviour.of(
        all, catalogue.size(), interaction, popularity, compared, sessions.gap(), end);
  }
}
