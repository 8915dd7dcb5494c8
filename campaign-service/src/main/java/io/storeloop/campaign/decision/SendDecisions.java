package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.decision.DecisionWriter.Outcome;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.offer.HttpRecommendations;
import io.storeloop.campaign.offer.HttpRecommendations.Picked;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferKind.Recommendations;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.common.ids.Uuids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Decides before something is sent, by the rules of any other decision and into the same ledger, so
 * that who is held out is known and measured for sends too.
 */
@Component
public class SendDecisions {
  private final RunningCampaigns campaigns;
  private final DecisionWriter writer;
  private final HttpRecommendations recommendations;
  private final RandomGenerator random;

  SendDecisions(
      RunningCampaigns campaigns,
      DecisionWriter writer,
      HttpRecommendations recommendations,
      @Qualifier("campaignRandom") RandomGenerator random) {
    this.campaigns = campaigns;
    this.writer = writer;
    this.recommendations = recommendations;
    this.random = random;
  }

  /** What the campaign does with the shopper. */
  public sealed interface Drawn {
    /** Gets this offer; the ledger has it. */
    record Treated(UUID decisionId, Offer offer) implements Drawn {}

    /** Is held out; the ledger has it. */
    record HeldOut(UUID decisionId) implements Drawn {}

    /** A cap, the budget or a pool of coupons forbids it; whatever was claimed is to be undone. */
    record Denied() implements Drawn {}
  }

  /** A decision that is taken but neither claimed nor written. */
  public static final class Prepared {
    private final Decision decision;
    private final Policy policy;

    private Prepared(Decision decision, Policy policy) {
      this.decision = decision;
      this.policy = policy;
    }
  }

  /**
   * Decides, and asks for the items of a recommendation offer; nothing is written. Not inside a
   * transaction, which would keep a connection while recommendation-service thinks.
   *
   * @param context what made the occasion
   * @return empty if the shopper does not meet the condition
   */
  public Optional<Prepared> prepare(
      Campaign campaign, Shopper shopper, Known profile, JsonNode context, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    String placement = campaign.plan().placements().getFirst();
    Policy policy = campaigns.current().policy();
    InForce alone = InForce.only(campaign, policy);
    Basis basis = Basis.ofSend(alone, placement, profile);
    Selection selection = Selection.of(alone, basis, placement, shopper.key(), at);
    if (selection.choice() instanceof Choice.Nothing) {
      return Optional.empty();
    }
    Question question = new Question(shopper, placement, context, null);
    Instant asOf = profile.asOf() == null ? at : profile.asOf();
    return Optional.of(
        new Prepared(
            new Decision(
                Uuids.v7(at, random),
                at,
                shopper,
                placement,
                selection,
                served(selection, question, profile),
                null,
                asOf,
                context,
                basis),
            policy));
  }

  /**
   * Claims what a decision uses up and writes it into the ledger, within the caller's transaction,
   * which is to be rolled back if the answer is a denial.
   */
  public Drawn write(Prepared prepared) {
    return switch (writer.write(prepared.decision, prepared.policy)) {
      case Outcome.Denied denied -> new Drawn.Denied();
      case Outcome.Written(Decision written) ->
          written.selection().choice()
                  instanceof Choice.Show(var shown, Offer offer, double probability)
              ? new Drawn.Treated(written.id(), offer)
              : new Drawn.HeldOut(written.id());
    };
  }

  private @Nullable Served served(Selection selection, Question question, Known profile) {
    if (!(selection.choice() instanceof Choice.Show(var shown, Offer offer, double probability))) {
      return null;
    }
    Shopper shopper = question.shopper();
    Picked picked =
        offer.kind() instanceof Recommendations wanted
            ? recommendations
                .ask(shopper.userId(), shopper.anonymousId(), question.placement(), wanted)
                .orElse(null)
            : null;
    return new Served(offer.content().in(question.languages(profile.subject())), picked, null);
  }
}
