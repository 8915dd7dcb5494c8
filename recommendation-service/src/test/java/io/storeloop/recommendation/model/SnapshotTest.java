package io.storeloop.recommendation.model;

import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.InterestSettings;
import io.storeloop.recommendation.interaction.InterestSettings.Behaviour;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotTest {
  private final Catalogue catalogue = new Catalogue();
  private final Histories histories = new Histories(InteractionProperties.defaults());
  private final RecommendationModel model = aModel();

  @Test
  void theSameModelIsTheSameBytesAndIsReadBackEqual() throws IOException {
    Written written = write();

    RecommendationModel read = read(written.bytes, written.checksum);

    assertThat(write().bytes).isEqualTo(written.bytes);
    assertThat(read.version()).isEqualTo(model.version());
    assertThat(read.neighbours()).isEqualTo(model.neighbours());
    assertThat(read.popularity().size()).isEqualTo(model.popularity().size());
    for (int rank = 0; rank < read.popularity().size(); rank++) {
      assertThat(read.popularity().item(rank)).isEqualTo(model.popularity().item(rank));
      assertThat(read.popularity().score(rank)).isEqualTo(model.popularity().score(rank));
    }
  }

  @ParameterizedTest
  @MethodSource("mixes")
  void aMixIsReadBackAndScoresTheSame(MixSettings mix) throws IOException {
    var settings = KernelSettings.of(TrainingProperties.defaults());
    var interest = InterestSettings.of(InteractionProperties.defaults());
    RecommendationModel mixed =
        ModelFixture.train(
                histories,
                catalogue,
                TrainingProperties.defaults(),
                settings
                    .with(settings.kernelOptions(), new Recency(0.7, 9))
                    .with(mix)
                    .with(interest.times(Behaviour.PURCHASE, 3)))
            .model();
    var out = new ByteArrayOutputStream();
    String checksum = new SnapshotWriter(catalogue).write(mixed, out);

    RecommendationModel read = read(out.toByteArray(), checksum);

    assertThat(read.learnt().weighing()).isEqualTo(mixed.learnt().weighing());
    assertThat(scores(read)).isEqualTo(scores(mixed));
  }

  static Stream<MixSettings> mixes() {
    return Stream.of(
        ModelFixture.ease(), ModelFixture.sparseEase(), ModelFixture.blend(), ModelFixture.order());
  }

  private static double[] scores(RecommendationModel scored) {
    ItemScorer scorer = scored.mix().orElseThrow();
    double[] scores = new double[scorer.itemCount()];
    scorer.score(new int[] {3, 8, 1}, new float[] {1, 0.3f, 2}, 3, scores);
    return scores;
  }

  @Test
  void theFormatBeforeIsReadToo() throws IOException {
    Written written = write();
    // what format 2 holds more: fading (8), latest (4), no interest (1), no mix (1)
    int added = Double.BYTES + Integer.BYTES + 2;
    int popularity =
        Integer.BYTES
            + model.popularity().size() * (Integer.BYTES + Double.BYTES)
            + Checksums.BYTES;
    int addedFrom = written.bytes.length - popularity - added;
    ByteBuffer old = ByteBuffer.allocate(written.bytes.length - added);
    old.put(written.bytes, 0, addedFrom);
    old.put(written.bytes, addedFrom + added, popularity);
    old.putInt(Integer.BYTES, SnapshotWriter.WITHOUT_MIX);
    byte[] bytes = old.array();
    int content = bytes.length - Checksums.BYTES;
    byte[] checksum = Checksums.sha256().digest(Arrays.copyOf(bytes, content));
    System.arraycopy(checksum, 0, bytes, content, checksum.length);

    RecommendationModel read = read(bytes, HexFormat.of().formatHex(checksum));

    assertThat(read.neighbours()).isEqualTo(model.neighbours());
    assertThat(read.learnt().weighing()).isEqualTo(Weighing.PLAIN);
    assertThat(read.mix()).isEmpty();
  }

  @Test
  void whateverByteIsChangedItIsRefused() throws IOException {
    Written written = write();
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] broken = written.bytes.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 + random.nextInt(255));

      assertThatThrownBy(() -> read(broken, written.checksum))
          .isInstanceOf(CorruptSnapshotException.class);
    }
  }

  @Test
  void whereverItIsCutOffItIsRefused() throws IOException {
    Written written = write();
    for (int length = 0; length < written.bytes.length; length += 13) {
      byte[] half = Arrays.copyOf(written.bytes, length);

      assertThatThrownBy(() -> read(half, written.checksum))
          .isInstanceOf(CorruptSnapshotException.class);
    }
  }

  @Test
  void aLengthThatCannotBeIsRefusedBeforeAnythingIsMadeForIt() throws IOException {
    Written written = write();
    byte[] huge = written.bytes.clone();
    int itemCount = Integer.BYTES * 2 + Short.BYTES + model.version().length() + 1;
    ByteBuffer.wrap(huge).putInt(itemCount, Integer.MAX_VALUE);

    assertThatThrownBy(() -> read(huge, written.checksum))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessage("a length of 2147483647 does not fit into it");
  }

  @Test
  void aNewerFormatIsNamedAndNotCalledBroken() throws IOException {
    Written written = write();
    byte[] newer = written.bytes.clone();
    ByteBuffer.wrap(newer).putInt(Integer.BYTES, 999);
    int content = newer.length - Checksums.BYTES;
    byte[] checksum = Checksums.sha256().digest(Arrays.copyOf(newer, content));
    System.arraycopy(checksum, 0, newer, content, checksum.length);

    assertThatThrownBy(() -> read(newer, HexFormat.of().formatHex(checksum)))
        .isInstanceOf(ForeignSnapshotException.class)
        .hasMessage("it has format 999, but at most %d is read".formatted(SnapshotWriter.FORMAT));
  }

  @Test
  void anotherFormatThatWasNeverWrittenIsNoNewerOne() throws IOException {
    Written written = write();
    byte[] broken = written.bytes.clone();
    ByteBuffer.wrap(broken).putInt(Integer.BYTES, 999);

    assertThatThrownBy(() -> read(broken, written.checksum))
        .isInstanceOf(CorruptSnapshotException.class);
  }

  @Test
  void aWholeSnapshotOfAnotherChecksumIsRefused() throws IOException {
    Written written = write();

    assertThatThrownBy(() -> read(written.bytes, "0".repeat(64)))
        .hasMessage("its checksum is not the one on record");
  }

  private record Written(byte[] bytes, String checksum) {}

  private Written write() throws IOException {
    var out = new ByteArrayOutputStream();
    String checksum = new SnapshotWriter(catalogue).write(model, out);
    return new Written(out.toByteArray(), checksum);
  }

  private RecommendationModel read(byte[] bytes, String checksum) throws IOException {
    return new SnapshotReader(catalogue)
        .read(new ByteArrayInputStream(bytes), bytes.length, checksum);
  }

  private RecommendationModel aModel() {
    InteractionProperties properties = InteractionProperties.defaults();
    Interactions interactions = new Interactions(histories, catalogue, properties);
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      interactions.apply(
          aView().of("größe-" + random.nextInt(40)).by("user-" + random.nextInt(60)).event());
    }
    return ModelFixture.train(histories, catalogue).model();
  }
}
