package io.storeloop.launcher.home;

import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that holds the suite's data, locked while it is open: one launcher at a time.
 *
 * <p>{@code postgres/} the database, {@code keys.properties}, {@code erasure.key}, {@code
 * suite.json} where the suite answers, {@code storeloop.log}, {@code pgsql-…/} the unpacked server.
 */
public final class StoreloopHome implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final long LEAST_FREE_BYTES = 256L << 20;
  private static final List<String> DATA =
      List.of(
          "postgres",
          "postgres.new",
          "imports",
          "logs",
          "keys.properties",
          ErasureKey.FILE,
          "suite.json",
          "demo.properties",
          "postgres.properties",
          "storeloop.log",
          "postgres-start.log");

  private final Path folder;
  private final FileLock lock;

  private StoreloopHome(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder if it is missing, and locks it.
   *
   * @throws Refusal if it cannot be written, is nearly full, or belongs to a running suite
   */
  public static StoreloopHome open(Path folder) {
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder, OWNER_ONLY);
      }
      Path lockFile = folder.resolve("lock");
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new Refusal(
            "Another Storeloop is running on %s: stop it first (Ctrl-C in its window)."
                .formatted(folder));
      }
      requireSpace(folder);
      return new StoreloopHome(folder.toRealPath(), lock);
    } catch (AccessDeniedException denied) {
      throw new Refusal(
          "The folder %s cannot be written (%s): run as its owner, or give it to yourself."
              .formatted(folder, denied.getMessage()),
          denied);
    } catch (IOException e) {
      throw new Refusal("The folder %s cannot be used: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ownProcess) {
      return null;
    }
  }

  private static void requireSpace(Path folder) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new Refusal(
          "The disk of %s is full: %d MB are free, Storeloop needs at least %d MB to start."
              .formatted(folder, free >> 20, LEAST_FREE_BYTES >> 20));
    }
  }

  /** The folder itself, absolute and without symbolic links. */
  public Path folder() {
    return folder;
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Deletes what the suite has learned and been given; the unpacked server stays. */
  public void deleteData() {
    DATA.forEach(name -> delete(folder.resolve(name)));
  }

  /** Deletes a file or a folder with all that is in it; does not follow links. */
  public static void delete(Path path) {
    try {
      if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      try (Stream<Path> inside = Files.walk(path)) {
        for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal("%s cannot be deleted: %s".formatted(path, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
