package io.storeloop.recommendation.model;

import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.gate.Evaluation.Verdict;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** Two processes on one database: this one, which trains, and another one. */
class ModelRegistryIT {
  private final TestDatabase server = TestDatabase.create();
  private final ServiceDatabase database = server.as(ServiceRole.RECOMMENDATION);
  private final Trainings trainings = RegistryFixture.trainings(database);

  private final Catalogue catalogue = new Catalogue();
  private final ActiveModel active = new ActiveModel();
  private final ModelRegistry registry = RegistryFixture.registry(database, active, catalogue);

  private final Catalogue otherCatalogue = new Catalogue();
  private final ActiveModel otherActive = new ActiveModel();
  private final ModelRegistry other =
      RegistryFixture.registry(database, otherActive, otherCatalogue);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aProcessStartsWithTheModelThatAnsweredLastThoughItCountsItemsDifferently() {
    RecommendationModel model = register("v1", Verdict.PROVEN);
    otherCatalogue.mention("something-else", null, null);

    other.follow();

    RecommendationModel read = otherActive.current();
    assertThat(read.version()).isEqualTo("v1");
    assertThat(read.proof()).isEqualTo(Proof.PROVEN);
    assertThat(read.neighbours()).isEqualTo(model.neighbours());
    assertThat(otherCatalogue.item(read.catalogueItem(0)).itemId())
        .isEqualTo(catalogue.item(model.catalogueItem(0)).itemId());
    assertThat(read.popularity().size()).isEqualTo(model.popularity().size());
    assertThat(otherCatalogue.item(read.popularity().item(0)).itemId())
        .isEqualTo(catalogue.item(model.popularity().item(0)).itemId());
  }

  @Test
  void whatOneProcessActivatesAnswersInTheOthers() {
    register("v1", Verdict.PROVEN);
    register("v2", Verdict.PROVEN);
    other.follow();

    Activation back = registry.activate("v1");
    other.follow();

    assertThat(back).isInstanceOf(Activation.Done.class);
    assertThat(active.current().version()).isEqualTo("v1");
    assertThat(otherActive.current().version()).isEqualTo("v1");
    assertThat(other.restsSince(Instant.now(), Duration.ofDays(1))).isTrue();
  }

  @Test
  void goingForwardAgainEndsTheRest() {
    register("v1", Verdict.PROVEN);
    register("v2", Verdict.PROVEN);
    registry.activate("v1");

    registry.activate("v2");

    assertThat(registry.restsSince(Instant.now(), Duration.ofDays(1))).isFalse();
    assertThat(trainings.find("v1").orElseThrow().active()).isFalse();
    assertThat(trainings.find("v2").orElseThrow().active()).isTrue();
  }

  @Test
  void aCorruptSnapshotIsRefusedByNameAndTheOneBeforeItAnswers() {
    register("v1", Verdict.PROVEN);
    register("v2", Verdict.PROVEN);
    server
        .owner()
        .sql(
            "update model_snapshot_chunk set bytes = set_byte(bytes, 100, 255) where version = 'v2'")
        .update();

    other.follow();

    assertThat(otherActive.current().version()).isEqualTo("v1");
    Training refused = trainings.find("v2").orElseThrow();
    assertThat(refused.active()).isFalse();
    assertThat(refused.failure()).startsWith("the snapshot is refused: ");
    assertThat(trainings.answering().orElseThrow().version()).isEqualTo("v1");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void aSnapshotThatIsTooLargeForOneProcessStaysForTheOthers() {
    register("v1", Verdict.PROVEN);
    var smallActive = new ActiveModel();
    ModelRegistry small =
        RegistryFixture.registry(database, smallActive, new Catalogue(), Integer.BYTES);

    small.follow();
    Activation asked = small.activate("v1");
    other.follow();

    assertThat(smallActive.current().trained()).isFalse();
    assertThat(asked)
        .isInstanceOfSatisfying(
            Activation.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("snapshot_unsupported"));
    assertThat(trainings.find("v1").orElseThrow().failure()).isNull();
    assertThat(otherActive.current().version()).isEqualTo("v1");
  }

  @Test
  void aTrainingThatWasRunningWhenSomebodyWentBackDoesNotUndoIt() {
    register("v1", Verdict.PROVEN);
    register("v2", Verdict.PROVEN);
    other.follow();
    Activation back = other.activate("v1");

    register("v3", Verdict.PROVEN);
    register("v4", Verdict.REJECTED);
    registry.follow();

    assertThat(back).isInstanceOf(Activation.Done.class);
    assertThat(trainings.answering().orElseThrow().version()).isEqualTo("v1");
    assertThat(active.current().version()).isEqualTo("v1");
    assertThat(registry.restsSince(Instant.now(), Duration.ofDays(1))).isTrue();
    assertThat(registry.activate("v3")).isInstanceOf(Activation.Done.class);
  }

  @Test
  void anUnprovenModelThatIsHeldByHandIsNotWithdrawnByARejectedOne() {
    register("v1", Verdict.NOT_EVALUATED);
    register("v2", Verdict.NOT_EVALUATED);
    Activation back = registry.activate("v1");

    register("v3", Verdict.REJECTED);

    assertThat(back).isInstanceOf(Activation.Done.class);
    assertThat(active.current().version()).isEqualTo("v1");
    assertThat(trainings.answering().orElseThrow().version()).isEqualTo("v1");
  }

  @Test
  void whatIsNotedLateDoesNotUndoWhatCameMeanwhile() {
    var beforeSaving = new AtomicReference<Runnable>(ModelRegistryIT::databaseIsAway);
    var own = new ActiveModel();
    var late =
        new ModelRegistry(
            own,
            trainingsWith(beforeSaving),
            RegistryFixture.snapshots(database, catalogue),
            RegistryProperties.defaults());
    Training unnoted = registerWith(late, "v1");

    beforeSaving.set(() -> {
      beforeSaving.set(() -> {});
      Training noted = registerWith(late, "v2");
      assertThat(noted.active()).isTrue();
    });
    late.follow();
    late.follow();

    assertThat(unnoted.active()).isTrue();
    assertThat(own.current().version()).isEqualTo("v2");
    assertThat(trainings.answering().orElseThrow().version()).isEqualTo("v2");
    assertThat(trainings.find("v1")).isPresent();
  }

  private static void databaseIsAway() {
    throw new DataAccessResourceFailureException("the database is away");
  }

  private Trainings trainingsWith(AtomicReference<Runnable> beforeSaving) {
    return (Trainings)
        Proxy.newProxyInstance(
            Trainings.class.getClassLoader(),
            new Class<?>[] {Trainings.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("save")) {
                beforeSaving.get().run();
              }
              return method.invoke(trainings, arguments);
            });
  }

  private Training registerWith(ModelRegistry process, String version) {
    return process.register(
        RegistryFixture.learned(version, Verdict.PROVEN),
        model(version, Proof.PROVEN),
        process.erasures());
  }

  @Test
  void aTrainingThatIsAskedForEndsTheRest() {
    register("v1", Verdict.PROVEN);
    register("v2", Verdict.PROVEN);
    Activation back = registry.activate("v1");

    Training asked =
        registry.register(
            RegistryFixture.learned("v3", Verdict.PROVEN, Training.Cause.REQUESTED),
            model("v3", Proof.PROVEN),
            registry.erasures());

    assertThat(back).isInstanceOf(Activation.Done.class);
    assertThat(asked.active()).isTrue();
    assertThat(active.current().version()).isEqualTo("v3");
    assertThat(registry.restsSince(Instant.now(), Duration.ofDays(1))).isFalse();
  }

  @Test
  void aRejectedModelDoesNotAnswerAndItsCountsAlone() {
    register("v1", Verdict.REJECTED);

    assertThat(active.current().version()).isEqualTo("counts-v1");
    assertThat(active.current().neighbours().itemCount()).isZero();
    assertThat(active.current().popularity().size()).isPositive();
    assertThat(trainings.answering()).isEmpty();
    assertThat(registry.activate("v1"))
        .isInstanceOfSatisfying(
            Activation.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("model_rejected"));
  }

  @Test
  void aProvenModelStaysWhenALaterOneIsRejectedOrCannotBeJudged() {
    register("v1", Verdict.PROVEN);

    register("v2", Verdict.REJECTED);
    register("v3", Verdict.NOT_EVALUATED);

    assertThat(active.current().version()).isEqualTo("v1");
    assertThat(active.current().neighbours().entryCount()).isPositive();
    assertThat(trainings.answering().orElseThrow().version()).isEqualTo("v1");
  }

  @Test
  void anUnprovenModelIsWithdrawnEverywhereWhenItsSuccessorIsRejected() {
    register("v1", Verdict.NOT_EVALUATED);
    other.follow();

    register("v2", Verdict.REJECTED);
    other.follow();

    assertThat(active.current().version()).isEqualTo("counts-v2");
    assertThat(otherActive.current().version()).isEqualTo("counts-v1");
  }

  @Test
  void anErasureDeletesEveryModelThatCouldBeGoneBackTo() {
    register("v1", Verdict.PROVEN);
    register("v2", Verdict.PROVEN);

    int deleted = registry.forgetShoppers();

    assertThat(deleted).isEqualTo(2);
    assertThat(rows()).isZero();
    assertThat(registry.activate("v1"))
        .isInstanceOfSatisfying(
            Activation.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo("snapshot_gone"));
  }

  @Test
  void theModelThatAnsweredBeforeAnErasureIsNotKeptInMemoryEither() {
    register("v1", Verdict.PROVEN);
    int deleted = registry.forgetShoppers();
    register("v2", Verdict.PROVEN);

    Activation back = registry.activate("v1");

    assertThat(deleted).isEqualTo(1);
    assertThat(back).isInstanceOf(Activation.Refused.class);
    assertThat(active.current().version()).isEqualTo("v2");
  }

  @Test
  void aTrainingThatAnErasureOvertookLeavesNoSnapshot() {
    long before = registry.erasures();
    int deleted = registry.forgetShoppers();
    RecommendationModel model = model("v1", Proof.PROVEN);

    registry.register(RegistryFixture.learned("v1", Verdict.PROVEN), model, before);

    assertThat(deleted).isZero();
    assertThat(active.current().version()).isEqualTo("v1");
    assertThat(rows()).isZero();
  }

  @Test
  void olderSnapshotsThanAreKeptAreDeleted() {
    for (int version = 1; version <= 8; version++) {
      register("v" + version, Verdict.PROVEN);
    }

    assertThat(trainings.loadable(100))
        .extracting(Training::version)
        .containsExactly("v8", "v7", "v6", "v5", "v4");
    assertThat(rows()).isEqualTo(5);
    assertThat(trainings.find("v1").orElseThrow().checksum()).hasSize(64);
  }

  @Test
  void nobodyCanActivateWhatIsNotThere() {
    assertThat(registry.activate("no-such-model")).isInstanceOf(Activation.Unknown.class);
  }

  private RecommendationModel register(String version, Verdict verdict) {
    Proof proof =
        switch (verdict) {
          case PROVEN -> Proof.PROVEN;
          case REJECTED -> Proof.REJECTED;
          case NOT_EVALUATED -> Proof.UNPROVEN;
        };
    RecommendationModel model = model(version, proof);
    Training registered =
        registry.register(RegistryFixture.learned(version, verdict), model, registry.erasures());
    assertThat(registered.version()).isEqualTo(version);
    return model;
  }

  private RecommendationModel model(String version, Proof proof) {
    InteractionProperties properties = InteractionProperties.defaults();
    Histories histories = new Histories(properties);
    Interactions interactions = new Interactions(histories, catalogue, properties);
    for (String user : new String[] {"anna", "ben", "carl"}) {
      interactions.apply(aView().of("shoes").by(user).event());
      interactions.apply(aView().of("socks").by(user).event());
    }
    interactions.apply(aView().of("hat").by("anna").event());
    RecommendationModel trained = ModelFixture.train(histories, catalogue).model();
    return new RecommendationModel(
        version, proof, trained.learnt(), ItemCounts.ofPopularity(trained.popularity()));
  }

  private long rows() {
    return server
        .owner()
        .sql("select count(*) from model_snapshot_chunk")
        .query(Long.class)
        .single();
  }
}
