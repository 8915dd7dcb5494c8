package io.storeloop.ingestion.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The directory in which uploaded files wait. A file is there whole and on disk, or not at all.
 * Thread-safe.
 */
final class Spool {
  private static final String PART = ".part";
  private static final String ID_FILE = "spool-id";
  private static final Pattern TASK_FILE =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Duration ABANDONED = Duration.ofHours(1);
  private static final int BUFFER = 1 << 16;

  private final Path directory;
  private final long minFreeBytes;
  private final UUID id;

  private Spool(Path directory, long minFreeBytes, UUID id) {
    this.directory = directory;
    this.minFreeBytes = minFreeBytes;
    this.id = id;
  }

  /** Opens the directory, which is made if need be, together with an id that stays with it. */
  static Spool open(Path directory, long minFreeBytes, UUID idIfNew) {
    try {
      Files.createDirectories(directory);
      return new Spool(directory, minFreeBytes, id(directory, idIfNew));
    } catch (IOException e) {
      throw new UncheckedIOException("the import directory cannot be used: " + directory, e);
    }
  }

  /**
   * The id is written aside, made durable, and only then given its name, which fails if another
   * instance was first: nobody ever reads half an id, and all read the same one.
   */
  private static UUID id(Path directory, UUID idIfNew) throws IOException {
    Path idFile = directory.resolve(ID_FILE);
    if (isMissingOrTorn(idFile)) {
      Path part = directory.resolve(idIfNew + PART);
      try {
        writeDurably(part, idIfNew.toString());
        Files.createLink(idFile, part);
      } catch (FileAlreadyExistsException another) {
        return knownId(idFile);
      } finally {
        Files.deleteIfExists(part);
      }
      makeDurable(directory);
    }
    return knownId(idFile);
  }

  /** An empty file is what a crash has left of an id that no task can know yet. */
  private static boolean isMissingOrTorn(Path idFile) throws IOException {
    if (Files.exists(idFile) && Files.size(idFile) == 0) {
      Files.delete(idFile);
    }
    return !Files.exists(idFile);
  }

  private static UUID knownId(Path idFile) throws IOException {
    try {
      return UUID.fromString(Files.readString(idFile).strip());
    } catch (IllegalArgumentException damaged) {
      throw new IOException(idFile + " does not hold a UUID", damaged);
    }
  }

  private static void writeDurably(Path path, String text) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      file.force(true);
    }
  }

  private static void makeDurable(Path directory) throws IOException {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  /** Says which tasks have their files here. */
  UUID id() {
    return id;
  }

  Path file(UUID task) {
    return directory.resolve(task.toString());
  }

  /**
   * Takes a file in; when this returns it is on disk.
   *
   * @param announced its length if the sender said so; otherwise -1
   * @return its length
   * @throws SpoolFullException if it would leave too little room
   */
  long receive(UUID task, InputStream body, long announced) throws IOException {
    requireRoom(Math.max(announced, 0));
    Path part = directory.resolve(task + PART);
    try {
      long length = write(body, part);
      Files.move(part, file(task), StandardCopyOption.ATOMIC_MOVE);
      makeDurable(directory);
      return length;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private long write(InputStream body, Path part) throws IOException {
    long length = 0;
    try (FileChannel file =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      long nextLook = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        if (length >= nextLook) {
          requireRoom(0);
          nextLook = length + minFreeBytes / 2;
        }
        out.write(buffer, 0, read);
        length += read;
      }
      file.force(true);
    }
    return length;
  }

  private void requireRoom(long bytes) throws IOException {
    if (Files.getFileStore(directory).getUsableSpace() - bytes < minFreeBytes) {
      throw new SpoolFullException();
    }
  }

  void delete(UUID task) {
    try {
      Files.deleteIfExists(file(task));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tasks that have a file here. */
  List<UUID> tasks() throws IOException {
    List<UUID> tasks = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (TASK_FILE.matcher(name).matches()) {
          tasks.add(UUID.fromString(name));
        }
      }
    }
    return tasks;
  }

  /** Whether a file has lain here so long that no upload can still be under way. */
  boolean isAbandoned(UUID task, Instant now) throws IOException {
    return Files.getLastModifiedTime(file(task)).toInstant().isBefore(now.minus(ABANDONED));
  }

  /** Removes uploads that were cut off. */
  void removeAbandonedParts(Instant now) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, "*" + PART)) {
      for (Path part : parts) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(ABANDONED))) {
          Files.deleteIfExists(part);
        }
      }
    }
  }
}
