package io.s22.server.office;

import io.s22.journal.JournalVerifier;
import io.s22.journal.Verdict;
import io.s22.plan.S22Exception;
import io.s22.report.Report;
import io.s22.report.evidence.Bundle;
import io.s22.report.evidence.SigningKey;
import io.s22.report.evidence.TimeStamper;
import io.s22.server.Denied;
import io.s22.store.JdbcRunStore;
import io.s22.wiring.EvidenceFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a run, which others verify without S22: signed with the key of its tenant's
 * folder, and with a time stamp of a third party where {@code S22_TSA} and {@code S22_TSA_CA} name
 * one.
 */
public final class EvidenceDesk {
  private static final int NONCE_BITS = 64;

  private final RunDesk runs;
  private final ReportDesk reports;
  private final Folders folders;
  private final Map<String, String> environment;
  private final SecureRandom random;

  /**
   * @param environment what the server was started with
   */
  public EvidenceDesk(
      RunDesk runs,
      ReportDesk reports,
      Folders folders,
      Map<String, String> environment,
      SecureRandom random) {
    this.runs = runs;
    this.reports = reports;
    this.folders = folders;
    this.environment = Map.copyOf(environment);
    this.random = random;
  }

  /**
   * A bundle of evidence.
   *
   * @param zip the folder, packed
   * @param head the journal's newest hash
   * @param fingerprint of the key that signed
   */
  public record Bundled(byte[] zip, String head, String fingerprint) {}

  /**
   * Makes it.
   *
   * @throws Denied S22-9303 when the tenant has no such run
   * @throws S22Exception S22-3004 where the journal is not whole, S22-9713 for the time stamp
   */
  public Bundled make(String tenant, String run, Locale locale) {
    Report report = reports.report(tenant, run, locale);
    JdbcRunStore journals = runs.journals(tenant);
    JournalVerifier verifier = new JournalVerifier();
    journals.readLines(run, 1, verifier::accept);
    Verdict.Whole whole = verifier.verdict().orThrow();
    try {
      SigningKey key = SigningKey.in(folders.of(tenant));
      Path around = Files.createTempDirectory("s22-evidence");
      try {
        Path folder = around.resolve(run.replaceAll("[^A-Za-z0-9._-]", "_") + "-evidence");
        Bundle.write(
            folder,
            EvidenceFiles.of(
                reader -> journals.readLines(run, 1, reader),
                reader -> journals.read(run, 1, reader),
                report),
            key,
            stamper());
        return new Bundled(zipped(folder), whole.head(), key.fingerprint());
      } finally {
        clear(around);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the evidence cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Denied.conflict("The server is being stopped.", "Ask again later.");
    }
  }

  private @Nullable TimeStamper stamper() {
    String url = environment.getOrDefault("S22_TSA", "");
    if (url.isBlank()) {
      return null;
    }
    try {
      return new TimeStamper(
          URI.create(url),
          Files.readString(Path.of(environment.getOrDefault("S22_TSA_CA", ""))),
          new BigInteger(NONCE_BITS, random).setBit(0));
    } catch (IOException | IllegalArgumentException e) {
      throw new S22Exception(
          "S22-9713",
          "The time stamping authority cannot be used: " + e.getMessage() + ".",
          "Start the server with S22_TSA, its address, and S22_TSA_CA, its certificates (PEM).",
          e);
    }
  }

  private static byte[] zipped(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.getFileName() + "/" + file.getFileName()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void clear(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
