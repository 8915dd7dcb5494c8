package io.storeloop.campaign.decision;

import io.storeloop.campaign.cap.Claim;
import io.storeloop.campaign.cap.Claimant;
import io.storeloop.campaign.cap.JdbcCaps;
import io.storeloop.campaign.cap.JdbcClaimants;
import io.storeloop.campaign.cap.Refusal;
import io.storeloop.campaign.coupon.JdbcCoupons;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferKind;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.common.schema.ServiceDatabase;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Writes a decision into the ledger together with what it uses up, in one transaction: caps, budget
 * and coupon are claimed if and only if the decision stands.
 */
@Component
class DecisionWriter {
  private final ServiceDatabase database;
  private final LedgerGroups ledger;
  private final JdbcClaimants claimants;
  private final JdbcCaps caps;
  private final JdbcCoupons coupons;
  private final JdbcHeldOut heldOut;

  DecisionWriter(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      LedgerGroups ledger,
      JdbcClaimants claimants,
      JdbcCaps caps,
      JdbcCoupons coupons,
      JdbcHeldOut heldOut) {
    this.database = database;
    this.ledger = ledger;
    this.claimants = claimants;
    this.caps = caps;
    this.coupons = coupons;
    this.heldOut = heldOut;
  }

  /** A decision that stands, or one that must be taken anew without what refused. */
  sealed interface Outcome {
    record Written(Decision decision) implements Outcome {}

    /** By a campaign, or by {@link Refusal#SHOP} for all of them. */
    record Denied(UUID scope, String reason) implements Outcome {}
  }

  Outcome write(Decision decision, Policy policy) {
    return switch (decision.selection().choice()) {
      case Choice.Show(var campaign, var offer, double probability) ->
          claimed(decision, claim(decision, policy, campaign, true, offer), offer);
      case Choice.HoldOut(var campaign, double probability) -> {
        // what the treated are denied by must pass by the held out, too, or they are not comparable
        int withheld = campaign.design().armOf(decision.shopper().key());
        Offer offer = campaign.plan().offers().get(withheld);
        yield claimed(decision, claim(decision, policy, campaign, false, offer), offer);
      }
      case Choice.HoldOutOfAll heldOutOfAll -> written(decision);
      case Choice.Default content -> written(decision);
      case Choice.Nothing nothing -> written(decision);
    };
  }

  private Outcome written(Decision decision) {
    ledger.add(decision);
    return new Outcome.Written(decision);
  }

  /** With the claim of the offer that is shown, or withheld. */
  private Outcome claimed(Decision decision, Claim claim, Offer offer) {
    if (!claim.isBounded() && !(offer.kind() instanceof OfferKind.Coupon)) {
      return written(decision);
    }
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status -> {
              Outcome outcome = claimNow(decision, claim, offer);
              if (outcome instanceof Outcome.Denied) {
                status.setRollbackOnly();
              }
              return outcome;
            }));
  }

  private Outcome claimNow(Decision decision, Claim claim, Offer offer) {
    Claimant claimant = claimants.of(decision.shopper());
    Optional<Refusal> refusal = claim.isBounded() ? caps.claim(claim, claimant) : Optional.empty();
    if (refusal.isPresent()) {
      return new Outcome.Denied(refusal.get().scope(), refusal.get().words());
    }
    return offer.kind() instanceof OfferKind.Coupon(String poolId)
        ? withCode(decision, claim, claimant, poolId)
        : written(decision);
  }

  private Outcome withCode(Decision decision, Claim claim, Claimant claimant, String poolId) {
    Served served = decision.served();
    Optional<Decision> standing =
        claim.shown()
            ? coupons
                .handOut(poolId, claim.campaignId(), claimant, claim.at())
                .map(code -> decision.with(Objects.requireNonNull(served).withCoupon(code)))
            : Optional.of(decision).filter(same -> couldHaveCode(claim, claimant, poolId));
    return standing
        .map(this::written)
        .orElseGet(() ->
            new Outcome.Denied(
                claim.campaignId(), "no code is left in the pool '%s'".formatted(poolId)));
  }

  /** Who was held out while there were codes would have one, and would be given it again. */
  private boolean couldHaveCode(Claim claim, Claimant claimant, String poolId) {
    return coupons.hasFree(poolId) || heldOut.before(claim.campaignId(), claimant);
  }

  private static Claim claim(
      Decision decision, Policy policy, Campaign campaign, boolean shown, Offer offer) {
    return new Claim(
        campaign.id(),
        policy.frequencyCaps(),
        campaign.plan().limits(),
        shown,
        offer.cost(),
        decision.decidedAt());
  }
}
