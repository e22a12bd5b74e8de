package io.s22.server.office;

import io.s22.store.JdbcRunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Each tenant's folder in the server's home: counted traffic, the ledger, the key that signs
 * evidence.
 */
public final class Folders {
  private final Path home;

  public Folders(Path home) {
    this.home = home;
  }

  /** The tenant's; the first tenant's is the home itself, as on the command line. */
  public Path of(String tenant) {
    if (tenant.equals(JdbcRunStore.MAIN)) {
      return home;
    }
    Path folder = home.resolve("tenants").resolve(tenant);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    return folder;
  }
}
