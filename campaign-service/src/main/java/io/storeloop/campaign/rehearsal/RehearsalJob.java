package io.storeloop.campaign.rehearsal;

import io.storeloop.campaign.audience.HttpPastProfiles;
import io.storeloop.campaign.audience.HttpPastProfiles.Asked;
import io.storeloop.campaign.audience.HttpPastProfiles.PastAway;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.decision.RunningCampaigns;
import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.exclusion.JdbcExclusionLists;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.trigger.PastOccasions;
import io.storeloop.common.background.BackgroundPriority;
import io.storeloop.common.conditions.AskedPaths;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** One rehearsal from beginning to end, shoppers a page at a time, without a transaction. */
@Component
@EnableConfigurationProperties(RehearsalProperties.class)
class RehearsalJob {
  private static final Logger LOG = LoggerFactory.getLogger(RehearsalJob.class);

  /** Acts of one shopper in the days that are replayed. */
  private static final int MOST_ACTS = 20_000;

  private final JdbcPastActs past;
  private final HttpPastProfiles profiles;
  private final RunningCampaigns running;
  private final JdbcExclusionLists exclusions;
  private final PastOccasions occasions;
  private final JdbcRehearsals rehearsals;
  private final RehearsalProperties properties;
  private final DeliveryProperties delivery;
  private final Clock clock;
  private final boolean consentRequired;

  RehearsalJob(
      JdbcPastActs past,
      HttpPastProfiles profiles,
      RunningCampaigns running,
      JdbcExclusionLists exclusions,
      PastOccasions occasions,
      JdbcRehearsals rehearsals,
      RehearsalProperties properties,
      DeliveryProperties delivery,
      Clock clock,
      @Value("${storeloop.consent.required:false}") boolean consentRequired) {
    this.past = past;
    this.profiles = profiles;
    this.running = running;
    this.exclusions = exclusions;
    this.occasions = occasions;
    this.rehearsals = rehearsals;
    this.properties = properties;
    this.delivery = delivery;
    this.clock = clock;
    this.consentRequired = consentRequired;
  }

  /** Ends in state finished or failed, unless the database is away: then it is found silent. */
  void run(UUID id, Campaign campaign, int days) {
    BackgroundPriority.take();
    try {
      Optional<String> whyNot = Opportunities.whyNot(campaign.plan());
      if (whyNot.isPresent()) {
        rehearsals.fail(id, new Rehearsal.Failure("not_rehearsable", whyNot.get()));
      } else {
        rehearsals.finish(id, new Course(id, campaign, days).report());
      }
    } catch (TookTooLong late) {
      rehearsals.fail(
          id,
          new Rehearsal.Failure(
              "took_too_long",
              "it was not over after %s: rehearse fewer days".formatted(properties.longest())));
    } catch (PastAway away) {
      rehearsals.fail(
          id, new Rehearsal.Failure("profile_unavailable", String.valueOf(away.getMessage())));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("rehearsal of campaign {} failed", campaign.id(), e);
      rehearsals.fail(
          id, new Rehearsal.Failure("internal_error", "this is our fault; it has been logged"));
    }
  }

  /** It has taken as long as it may. */
  private static final class TookTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** What one shopper did, and when the campaign would have looked. */
  private record Ahead(Shopper shopper, List<Event> acts, List<Opportunity> opportunities) {}

  private final class Course {
    private final UUID id;
    private final Campaign campaign;
    private final Instant until = clock.instant();
    private final Instant from;
    private final Instant deadline = until.plus(properties.longest());
    private final Replay replay;
    private final Opportunities opportunities;
    private long replayed;
    private long leftOut;
    private long baseShoppers;
    private long baseGoals;
    private boolean cut;

    Course(UUID id, Campaign campaign, int days) {
      this.id = id;
      this.campaign = campaign;
      this.from = until.minus(Duration.ofDays(days));
      List<Campaign> others =
          running.current().campaigns().stream()
              .filter(other -> !other.id().equals(campaign.id()))
              .limit(properties.mostCampaigns())
              .toList();
      this.replay = new Replay(campaign, running.current().policy(), others, consentRequired);
      this.opportunities = new Opportunities(campaign, occasions, delivery.maxLateness());
    }

    RehearsalReport report() {
      rehearsals.reached(id, "counting shoppers", 0);
      long all = past.count(from, until);
      List<Shopper> shoppers = past.shoppers(from, until, properties.mostShoppers());
      List<Ahead> page = new ArrayList<>();
      int moments = 0;
      for (Shopper shopper : shoppers) {
        Ahead ahead = ahead(shopper);
        if (page.size() == HttpPastProfiles.MOST_SHOPPERS
            || moments + ahead.opportunities().size() > HttpPastProfiles.MOST_MOMENTS) {
          play(page);
          page.clear();
          moments = 0;
        }
        if (ahead.opportunities().isEmpty()) {
          replayed++;
        } else {
          page.add(ahead);
          moments += ahead.opportunities().size();
        }
      }
      play(page);
      return report(all, replay.told());
    }

    private Ahead ahead(Shopper shopper) {
      if (clock.instant().isAfter(deadline)) {
        throw new TookTooLong();
      }
      List<Event> acts = past.acts(shopper, from, MOST_ACTS);
      List<Opportunity> found = opportunities.of(acts, from, until);
      cut |= found.size() > properties.mostMoments() || acts.size() == MOST_ACTS;
      return new Ahead(shopper, acts, found.stream().limit(properties.mostMoments()).toList());
    }

    private void play(List<Ahead> page) {
      if (page.isEmpty()) {
        return;
      }
      rehearsals.reached(id, "replaying shoppers", replayed);
      List<Optional<List<Known>>> answers =
          profiles.of(
              page.stream()
                  .map(one ->
                      new Asked(
                          one.shopper(),
                          one.opportunities().stream().map(Opportunity::at).toList()))
                  .toList());
      for (int i = 0; i < page.size(); i++) {
        Ahead one = page.get(i);
        if (answers.get(i).isEmpty()) {
          leftOut++;
        } else {
          replayed++;
          replay
              .add(
                  one.shopper(),
                  one.opportunities(),
                  answers.get(i).get(),
                  isExcluded(one.shopper()))
              .ifPresent(first -> goal(first, one.acts()));
        }
      }
    }

    private boolean isExcluded(Shopper shopper) {
      String userId = shopper.userId();
      return userId != null
          && !exclusions.containing(userId, campaign.plan().exclusionLists()).isEmpty();
    }

    /** Windows that are not over say nothing yet. */
    private void goal(Instant first, List<Event> acts) {
      Instant end = first.plus(campaign.plan().goal().window());
      if (!end.isAfter(until)) {
        baseShoppers++;
        baseGoals +=
            acts.stream()
                    .filter(act -> act.type() == EventType.PURCHASE)
                    .map(PastOccasions::happened)
                    .anyMatch(at -> !at.isBefore(first) && at.isBefore(end))
                ? 1
                : 0;
      }
    }

    private RehearsalReport report(long all, Replay.Told told) {
      Double rate = baseShoppers == 0 ? null : (double) baseGoals / baseShoppers;
      double scale = replayed == 0 ? 1 : (double) all / replayed;
      return new RehearsalReport(
          from,
          until,
          all,
          replayed,
          leftOut,
          told.moments(),
          told.audience(),
          told.days(),
          told.denials(),
          told.sends(),
          told.cost(),
          told.overlaps(),
          told.clauses(),
          new RehearsalReport.Effect(
              rate,
              baseShoppers,
              Expectation.smallestDetectable(
                  rate, scale * told.audience().treated(), scale * told.audience().heldOut()),
              Expectation.estimate(past.kin(campaign.id(), until))),
          notes(all));
    }

    private List<String> notes(long all) {
      List<String> notes = new ArrayList<>();
      notes.add(
          "Behaviour is what it was without the campaign; catalogue, segments, exclusion lists and running campaigns are as they are today.");
      if (campaign.plan().delivery() == null || campaign.plan().delivery().trigger() == null) {
        notes.add("Every act is taken for one question of the storefront.");
      }
      if (all > replayed + leftOut) {
        notes.add(
            "A draw of the shoppers was replayed: counts and costs are of the draw, only `costs.fixed` is whole.");
      }
      if (cut) {
        notes.add("Of shoppers with very many acts only the first were replayed.");
      }
      if (AskedPaths.of(campaign.plan().condition())
          .anyMatch(path -> path.startsWith("predictions.") || path.equals("cluster"))) {
        notes.add(
            "The condition asks for predictions or clusters, which are not known of the past: such clauses met no value.");
      }
      return notes;
    }
  }
}
