package io.s22.driver.mariadb;

import io.s22.driver.common.Keys;
import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which version's data a node has kept for its way back; in a file of S22's own. */
record Kept(Path folder) {
  Kept(Call call) {
    this(call.surroundings().home().resolve("effects-mariadb"));
  }

  private Path file(String node) {
    return folder.resolve(Keys.fileName("kept " + node));
  }

  /** Before {@code node} leaves {@code version}. */
  void remember(String node, String version) {
    try {
      Files.createDirectories(folder);
      Files.writeString(file(node), version);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8140",
          "It cannot be noted that " + node + " ran " + version + ": " + e,
          "See that " + folder + " can be written and has space left.",
          e);
    }
  }

  /**
   * The version {@code node} ran before its upgrade.
   *
   * @throws S22Exception S22-8115 when it was never upgraded from here
   */
  String version(String node) {
    try {
      return Files.readString(file(node)).strip();
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8115",
          "Nothing was kept of " + node + ": it was not upgraded by this S22",
          "Rebuild it from a backup by hand, then let it follow with mariadb.rejoin.",
          e);
    }
  }
}
