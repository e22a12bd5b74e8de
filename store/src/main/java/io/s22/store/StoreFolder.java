package io.s22.store;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** The folder S22 keeps what it must remember in: {@code S22_HOME}, or {@code .s22} at home. */
public final class StoreFolder {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");

  private StoreFolder() {}

  /**
   * The folder that {@code environment} means.
   *
   * @param home the user's home folder
   */
  public static Path of(Map<String, String> environment, Path home) {
    String set = environment.getOrDefault("S22_HOME", "");
    return set.isBlank() ? home.resolve(".s22") : Path.of(set);
  }

  /**
   * Makes {@code folder}, for this user alone, where it is missing.
   *
   * @throws S22Exception S22-3107 when it cannot be made
   */
  public static void ensure(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        make(folder, folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
      }
    } catch (IOException e) {
      throw StoreErrors.unreachable(folder, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Makes {@code folder}, for this user alone, where it is missing.
   *
   * @return the database file within it; made, for this user alone, where it is missing
   * @throws S22Exception S22-3107 when it cannot be made, is a file, or others may write to it
   */
  public static Path prepare(Path folder) {
    Path file = folder.resolve("s22.db");
    try {
      boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (!Files.isDirectory(folder)) {
        make(folder, posix);
      } else if (posix
          && Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
        throw StoreErrors.unreachable(
            file, "everybody may write to " + folder, new IOException("writable by all"));
      }
      if (posix && Files.notExists(file)) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
      }
    } catch (java.nio.file.FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file)) {
        throw StoreErrors.unreachable(file, e.getMessage() + " is not a folder", e);
      }
    } catch (java.nio.file.AccessDeniedException e) {
      throw StoreErrors.unreachable(file, "permission denied for " + e.getMessage(), e);
    } catch (IOException e) {
      throw StoreErrors.unreachable(file, String.valueOf(e.getMessage()), e);
    }
    return file;
  }

  private static void make(Path folder, boolean posix) throws IOException {
    if (posix) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    } else {
      Files.createDirectories(folder);
    }
  }
}
