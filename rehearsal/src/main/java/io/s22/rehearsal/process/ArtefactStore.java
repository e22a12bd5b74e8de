package io.s22.rehearsal.process;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The binaries of real servers, unpacked once from Maven Central's artefacts and then shared by all
 * rehearsals of this user. Each artefact is pinned by its hash.
 *
 * @param cache a folder of S22's own
 * @param localRepository Maven's own repository, looked at first
 * @param remote the repository asked when the artefact is not there
 */
public record ArtefactStore(Path cache, Path localRepository, URI remote) {
  private static final int BUFFER = 1 << 20;

  /** The store of this user: {@code S22_HOME} or {@code ~/.s22}, and Maven's own settings. */
  public static ArtefactStore ofThisUser() {
    String home =
        System.getenv().getOrDefault("S22_HOME", System.getProperty("user.home") + "/.s22");
    String local =
        System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
    String remote =
        System.getenv().getOrDefault("S22_MAVEN_CENTRAL", "https://repo1.maven.org/maven2");
    return new ArtefactStore(Path.of(home, "servers"), Path.of(local), URI.create(remote));
  }

  /**
   * The folder where {@code entries} of the artefact lie unpacked.
   *
   * @param folder its name under the cache
   * @param prefix left out of the names of the entries
   * @param entries which entries are wanted
   * @throws S22Exception S22-8001 when the artefact cannot be had or is not what it should be
   */
  public Path unpacked(Artefact artefact, String folder, String prefix, Predicate<String> entries) {
    Path unpacked = cache.resolve(folder);
    if (Files.isDirectory(unpacked)) {
      return unpacked;
    }
    try {
      Files.createDirectories(cache);
      return once(folder, fresh -> unpack(jar(artefact), prefix, entries, fresh));
    } catch (IOException e) {
      throw new S22Exception(
          "S22-8001",
          "The binaries of " + artefact.path() + " cannot be unpacked: " + e,
          "See that " + cache + " can be written and has 1 GB left, then try again.",
          e);
    }
  }

  /**
   * A folder made once, whole or not at all, by whichever process comes first.
   *
   * @param maker fills a fresh folder
   */
  public Path once(String folder, Maker maker) throws IOException {
    Path made = cache.resolve(folder);
    // The file lock keeps other processes out, and this one the threads of this process.
    synchronized (ArtefactStore.class) {
      return Files.isDirectory(made) ? made : onceLocked(folder, made, maker);
    }
  }

  private Path onceLocked(String folder, Path made, Maker maker) throws IOException {
    try (FileChannel lockFile =
            FileChannel.open(
                cache.resolve(folder + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = lockFile.lock()) {
      if (lock.isValid() && !Files.isDirectory(made)) {
        Path fresh = cache.resolve(folder + ".part");
        Folders.delete(fresh);
        Files.createDirectories(fresh);
        maker.make(fresh);
        Files.move(fresh, made, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return made;
  }

  /** Fills a folder. */
  @FunctionalInterface
  public interface Maker {
    void make(Path folder) throws IOException;
  }

  private Path jar(Artefact artefact) throws IOException {
    Path local = localRepository.resolve(artefact.path());
    if (Files.isRegularFile(local) && sha256(local).equals(artefact.sha256())) {
      return local;
    }
    Path download = cache.resolve(artefact.name() + "-" + artefact.version() + ".jar");
    fetch(URI.create(remote + "/" + artefact.path()), download);
    String found = sha256(download);
    if (!found.equals(artefact.sha256())) {
      Files.delete(download);
      throw new IOException("SHA-256 is " + found + ", not " + artefact.sha256());
    }
    return download;
  }

  private static void fetch(URI from, Path to) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      HttpResponse<Path> response =
          client.send(
              HttpRequest.newBuilder(from).timeout(Duration.ofMinutes(10)).build(),
              HttpResponse.BodyHandlers.ofFile(to));
      if (response.statusCode() != 200) {
        throw new IOException(from + " answered " + response.statusCode());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching " + from, e);
    }
  }

  private void unpack(Path jar, String prefix, Predicate<String> entries, Path folder)
      throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        if (!entry.isDirectory() && name.startsWith(prefix)) {
          String rest = name.substring(prefix.length());
          if (entries.test(rest)) {
            write(in, folder.resolve(rest).normalize(), folder);
          }
        }
      }
    }
    if (jar.startsWith(cache)) {
      Files.delete(jar);
    }
  }

  private static void write(InputStream in, Path file, Path folder) throws IOException {
    if (!file.startsWith(folder)) {
      throw new IOException("entry " + file + " points outside");
    }
    Files.createDirectories(file.getParent());
    Files.copy(in, file);
    if (!file.toFile().setExecutable(true, true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
