package io.storeloop.recommendation.model;

import io.storeloop.common.schema.ServiceDatabase;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Snapshots in table {@code model_snapshot_chunk}, a piece at a time: no snapshot is ever in memory
 * as a whole beside its model.
 */
final class JdbcSnapshots {
  /** Size of a piece. */
  static final int CHUNK_BYTES = 1 << 20;

  /** The checksum and size of a snapshot. */
  record Stored(String checksum, long bytes) {}

  private final ServiceDatabase database;
  private final SnapshotWriter writer;
  private final SnapshotReader reader;
  private final long maxBytes;

  /** {@code maxBytes}: a larger snapshot is neither written nor read. */
  JdbcSnapshots(
      ServiceDatabase database, SnapshotWriter writer, SnapshotReader reader, long maxBytes) {
    this.database = database;
    this.writer = writer;
    this.reader = reader;
    this.maxBytes = maxBytes;
  }

  /** Writes the snapshot of a model that is on record; all of it or nothing. */
  Stored write(RecommendationModel model) {
    return database
        .transactions()
        .execute(status -> {
          try (ChunkStream chunks = new ChunkStream(model.version())) {
            String checksum = writer.write(model, chunks);
            chunks.close();
            Stored stored = new Stored(checksum, chunks.written);
            note(model.version(), stored);
            return stored;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void note(String version, Stored stored) {
    database
        .jdbc()
        .sql("update model set checksum = ?, snapshot_bytes = ? where version = ?")
        .params(stored.checksum(), stored.bytes(), version)
        .update();
  }

  /**
   * Reads the snapshot of a model.
   *
   * @throws CorruptSnapshotException if it is not what was written
   * @throws ForeignSnapshotException if it is larger than is read here, or of a newer format
   */
  RecommendationModel read(String version, Stored stored) throws IOException {
    if (stored.bytes() > maxBytes) {
      throw new ForeignSnapshotException(
          "it has %d bytes, but at most %d are read".formatted(stored.bytes(), maxBytes));
    }
    try (InputStream in =
        new BufferedInputStream(new SequenceInputStream(new Chunks(version)), CHUNK_BYTES)) {
      RecommendationModel model = reader.read(in, stored.bytes(), stored.checksum());
      if (!model.version().equals(version)) {
        throw new CorruptSnapshotException("it is that of model " + model.version());
      }
      return model;
    }
  }

  /** Deletes them all; how many there were. */
  int deleteAll() {
    return database
        .transactions()
        .execute(status -> {
          database.jdbc().sql("delete from model_snapshot_chunk").update();
          return database
              .jdbc()
              .sql("update model set snapshot_bytes = null where snapshot_bytes is not null")
              .update();
        });
  }

  /** Deletes those of models beyond the latest {@code keep} and not answering. */
  void keepLatest(int keep) {
    JdbcClient jdbc = database.jdbc();
    jdbc.sql(
            """
            with gone as (
              update model set snapshot_bytes = null
              where snapshot_bytes is not null and not active
                and version not in (
                  select version from model where snapshot_bytes is not null order by version desc limit :keep)
              returning version)
            delete from model_snapshot_chunk where version in (select version from gone)
            """)
        .param("keep", keep)
        .update();
  }

  private final class ChunkStream extends OutputStream {
    private final String version;
    private byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;
    private int number;
    private long written;

    ChunkStream(String version) {
      this.version = version;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (written + length > maxBytes) {
        throw new IOException(
            "the snapshot of model %s would have more than %d bytes".formatted(version, maxBytes));
      }
      int done = 0;
      while (done < length) {
        int some = Math.min(length - done, CHUNK_BYTES - filled);
        System.arraycopy(bytes, offset + done, chunk, filled, some);
        filled += some;
        done += some;
        if (filled == CHUNK_BYTES) {
          store();
        }
      }
      written += length;
    }

    @Override
    public void close() {
      if (filled > 0) {
        store();
      }
    }

    private void store() {
      byte[] full = filled == CHUNK_BYTES ? chunk : Arrays.copyOf(chunk, filled);
      database
          .jdbc()
          .sql("insert into model_snapshot_chunk (version, number, bytes) values (?, ?, ?)")
          .params(version, number, full)
          .update();
      number++;
      filled = 0;
      chunk = new byte[CHUNK_BYTES];
    }
  }

  /** One piece after another, until there is none. */
  private final class Chunks implements Enumeration<InputStream> {
    private final String version;
    private int number;
    private byte[] next;

    Chunks(String version) {
      this.version = version;
      this.next = chunk();
    }

    @Override
    public boolean hasMoreElements() {
      return next.length > 0;
    }

    @Override
    public InputStream nextElement() {
      if (next.length == 0) {
        throw new NoSuchElementException("no piece " + number);
      }
      InputStream stream = new ByteArrayInputStream(next);
      number++;
      next = chunk();
      return stream;
    }

    private byte[] chunk() {
      return database
          .jdbc()
          .sql("select bytes from model_snapshot_chunk where version = ? and number = ?")
          .params(version, number)
          .query((row, place) -> row.getBytes(1))
          .optional()
          .orElseGet(() -> new byte[0]);
    }
  }
}
