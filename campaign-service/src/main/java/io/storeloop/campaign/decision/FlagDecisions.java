package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.HttpProfiles;
import io.storeloop.campaign.audience.KeptProfile;
import io.storeloop.campaign.audience.ProfileAnswer;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Campaigns;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decisions for whoever asks by the name of a flag: a placement, for which all its campaigns are
 * asked, or a campaign's id, for which that campaign is asked alone. They are decisions like any
 * other, in the ledger before they are told.
 */
@Component
public class FlagDecisions {
  /** Flags that are told at once. */
  static final int MOST_FLAGS = 100;

  private final DecisionMaker decisions;
  private final RunningCampaigns running;
  private final Campaigns campaigns;
  private final HttpProfiles profiles;
  private final Clock clock;
  private final JsonMapper json;

  FlagDecisions(
      DecisionMaker decisions,
      RunningCampaigns running,
      Campaigns campaigns,
      HttpProfiles profiles,
      Clock clock,
      JsonMapper json) {
    this.decisions = decisions;
    this.running = running;
    this.campaigns = campaigns;
    this.profiles = profiles;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Who asks.
   *
   * @param context kept with the decision, an object
   */
  public record Asking(Shopper shopper, JsonNode context, @Nullable String acceptLanguage) {}

  /** What a flag is for a shopper. */
  public sealed interface Flag {
    /**
     * Decided.
     *
     * @param drawn whether the group was drawn: there are several offers, or a holdout
     * @param variant the offer's id, {@code holdout}, or absent where no campaign addresses the
     *     shopper
     * @param value the offer as a page gets it; absent if nothing is to be shown
     * @param campaignId absent for the held out, so that the answer does not name the campaign
     */
    record Decided(
        String key,
        UUID decisionId,
        boolean drawn,
        @Nullable String variant,
        @Nullable JsonNode value,
        @Nullable UUID campaignId,
        @Nullable String fallback)
        implements Flag {}

    /** The campaign is there, but it does not act now. */
    record Disabled(String key) implements Flag {}

    /** There is no such placement or campaign. */
    record Unknown(String key) implements Flag {}
  }

  /** One flag for a shopper. */
  public Flag one(String key, Asking asking) {
    InForce inForce = running.current();
    if (isPlacement(inForce, key)) {
      return flag(key, decisions.decide(question(key, asking)));
    }
    Campaign campaign = campaign(inForce, key);
    if (campaign == null) {
      return new Flag.Unknown(key);
    }
    if (!campaign.isActive(clock.instant())) {
      return new Flag.Disabled(key);
    }
    InForce alone = InForce.only(campaign, inForce.policy());
    String placement = campaign.plan().placements().getFirst();
    ProfileAnswer profile = profiles.ask(asking.shopper(), alone.at(placement).isPredicted());
    return flag(key, decisions.decide(question(placement, asking), profile, alone));
  }

  /** All placements that running campaigns may fill, for a shopper; nothing is decided yet. */
  public AllFlags all(Asking asking) {
    InForce inForce = running.current();
    List<String> keys = new TreeSet<>(inForce.placements()).stream().limit(MOST_FLAGS).toList();
    boolean predicted = keys.stream().anyMatch(key -> inForce.at(key).isPredicted());
    return new AllFlags(asking, keys, inForce, profiles.ask(asking.shopper(), predicted));
  }

  /** The flags of a shopper at a moment. */
  public final class AllFlags {
    private final Asking asking;
    private final List<String> keys;
    private final InForce inForce;
    private final ProfileAnswer profile;

    private AllFlags(Asking asking, List<String> keys, InForce inForce, ProfileAnswer profile) {
      this.asking = asking;
      this.keys = keys;
      this.inForce = inForce;
      this.profile = profile;
    }

    /**
     * All that the outcome follows from, save caps, budgets and lists, which only deciding tells:
     * while it is the same there is no need to decide again. Empty without a profile.
     */
    public Optional<String> state() {
      if (!(profile instanceof Known known)) {
        return Optional.empty();
      }
      ObjectNode state = json.createObjectNode();
      state.put("revision", inForce.revision());
      state.put("shopper", asking.shopper().recognisedAs(known.userId()).key());
      state.put("language", asking.acceptLanguage());
      state.putPOJO("marketing", known.marketing().orElse(null));
      TreeSet<String> paths = new TreeSet<>();
      var active = state.putArray("active");
      for (String key : keys) {
        paths.addAll(inForce.at(key).paths());
        inForce.at(key).campaigns().stream()
            .filter(campaign -> campaign.isActive(clock.instant()))
            .forEach(campaign -> active.add(campaign.id().toString()));
      }
      state.set("profile", KeptProfile.keep(known.subject(), paths));
      return Optional.of(state.toString());
    }

    /** Decides for every placement. */
    public List<Flag> decide() {
      List<Flag> flags = new ArrayList<>();
      for (String key : keys) {
        flags.add(flag(key, decisions.decide(question(key, asking), profile, inForce)));
      }
      return flags;
    }
  }

  private static boolean isPlacement(InForce inForce, String key) {
    return inForce.placements().contains(key) || inForce.policy().defaultOffers().containsKey(key);
  }

  private @Nullable Campaign campaign(InForce inForce, String key) {
    UUID id;
    try {
      id = UUID.fromString(key);
    } catch (IllegalArgumentException noId) {
      return null;
    }
    return inForce.campaigns().stream()
        .filter(campaign -> campaign.id().equals(id))
        .findFirst()
        .or(() -> campaigns.find(id))
        .orElse(null);
  }

  private static Question question(String placement, Asking asking) {
    return new Question(asking.shopper(), placement, asking.context(), asking.acceptLanguage());
  }

  private Flag flag(String key, Decision decision) {
    Choice choice = decision.selection().choice();
    return switch (choice) {
      case Choice.Show(Campaign campaign, var offer, double probability) ->
          decided(
              key,
              decision,
              campaign.plan().offers().size() > 1 || probability < 1,
              offer.offerId(),
              DecidedOffer.of(
                  campaign.id(), offer, Objects.requireNonNull(decision.served()), List.of()));
      case Choice.HoldOut heldOut -> decided(key, decision, true, "holdout", null);
      case Choice.HoldOutOfAll heldOut -> decided(key, decision, true, "holdout", null);
      case Choice.Default(var content) ->
          decided(
              key,
              decision,
              false,
              Choice.Default.OFFER_ID,
              DecidedOffer.standIn(content, List.of()));
      case Choice.Nothing() -> decided(key, decision, false, null, null);
    };
  }

  private Flag.Decided decided(
      String key,
      Decision decision,
      boolean drawn,
      @Nullable String variant,
      @Nullable DecidedOffer offer) {
    return new Flag.Decided(
        key,
        decision.id(),
        drawn,
        variant,
        offer == null ? null : json.valueToTree(offer),
        offer == null ? null : offer.campaignId(),
        decision.fallback());
  }
}
