package io.storeloop.launcher.postgres;

import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.home.StoreloopHome;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked once per version into a folder named after their bytes. */
final class PostgresBinaries {
  private static final String PREFIX = "pgsql-";
  private static final int EXECUTABLE_BITS = 0111;
  private static final int HASH_CHARACTERS = 12;

  private final Path folder;

  private PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  /** The programs for this machine; unpacks them if they are not there yet. */
  static PostgresBinaries unpackedIn(StoreloopHome home) {
    byte[] archive = archive();
    Path folder = home.file(PREFIX + hash(archive));
    if (!Files.isDirectory(folder)) {
      deleteOthers(home);
      unpack(archive, home.file(PREFIX + "new"), folder);
    }
    return new PostgresBinaries(folder);
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  private static byte[] archive() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    try (InputStream in =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system, machine.equals("amd64") ? "x86_64" : machine)) {
      return in.readAllBytes();
    } catch (IOException | IllegalStateException missing) {
      throw new Refusal(
          "There is no embedded PostgreSQL for %s on %s in this build: use docker-compose.yml instead."
              .formatted(system, machine),
          missing);
    }
  }

  private static String hash(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static void deleteOthers(StoreloopHome home) {
    try (Stream<Path> files = Files.list(home.folder())) {
      files
          .filter(file -> file.getFileName().toString().startsWith(PREFIX))
          .forEach(StoreloopHome::delete);
    } catch (IOException e) {
      throw new Refusal("%s cannot be read: %s".formatted(home.folder(), e.getMessage()), e);
    }
  }

  private static void unpack(byte[] archive, Path draft, Path folder) {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, draft);
      }
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Refusal(
          "PostgreSQL cannot be unpacked into %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft)
      throws IOException {
    Path target = draft.resolve(entry.getName()).normalize();
    if (!target.startsWith(draft)) {
      throw new IOException("the archive holds a path outside of it: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & EXECUTABLE_BITS) != 0) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
