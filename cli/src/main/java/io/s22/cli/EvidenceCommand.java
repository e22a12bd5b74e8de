package io.s22.cli;

import io.s22.journal.Verdict;
import io.s22.plan.S22Exception;
import io.s22.report.Report;
import io.s22.report.evidence.Bundle;
import io.s22.report.evidence.SigningKey;
import io.s22.report.evidence.TimeStamper;
import io.s22.wiring.EvidenceFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code s22 evidence}: a folder that others can verify without S22. */
@Command(
    name = "evidence",
    description = {
      "Write a folder of evidence of a run, which others verify without S22.",
      "",
      "In it: the journal, the plan, the report (HTML, PDF, JSON), what was measured, checksums,"
          + " an Ed25519 signature, a time stamp of a third party where one is named, and verify.sh:"
          + " a page of shell that needs only openssl and sha256sum.",
      "",
      "The key is made on first use, in S22's folder, for its owner alone. Tell its fingerprint and"
          + " the journal's head to whoever shall verify, by another way."
    },
    footer = {
      "",
      "Examples:",
      "  s22 evidence",
      "  s22 evidence RUN --out audit/2024-03 && sh audit/2024-03/verify.sh",
      "  s22 evidence RUN --tsa http://tsa.example/tsr --tsa-ca tsa-ca.pem"
    })
final class EvidenceCommand implements Callable<Integer> {
  private static final int NONCE_BITS = 64;

  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Mixin private final RecordOptions of = new RecordOptions();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "The new folder; RUN-evidence where left out.")
  private @Nullable Path out;

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      description = "A time stamping authority (RFC 3161); $$S22_TSA where left out.")
  private @Nullable String tsa;

  @Option(
      names = "--tsa-ca",
      paramLabel = "PEM",
      description = "Its certificates, for whoever verifies; $$S22_TSA_CA where left out.")
  private @Nullable Path tsaCa;

  EvidenceCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Workshop workshop = Workshop.open(screen, common)) {
      Record record = of.of(workshop);
      Verdict.Whole whole = record.whole();
      Instant now = Workshop.now();
      Report report =
          Report.of(record.journal(), Told.all(workshop, record, now), now, Told.locale(of.lang));
      String name = report.run().replaceAll("[^A-Za-z0-9._-]", "_") + "-evidence";
      Path folder = out == null ? Path.of(name) : out;
      SigningKey key = SigningKey.in(workshop.home());
      Bundle.write(
          folder, EvidenceFiles.of(record.lines()::read, record.journal(), report), key, stamper());
      say(folder, whole, key);
      return ExitCode.OK;
    }
  }

  private void say(Path folder, Verdict.Whole whole, SigningKey key) {
    if (common.json) {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("folder", folder.toString());
      said.put("head", whole.head());
      said.put("entries", whole.entries());
      said.put("fingerprint", key.fingerprint());
      screen.out().println(Json.write(said));
      return;
    }
    screen.out().println("The evidence of " + whole.run() + " is in " + folder + ".");
    screen.out().println("  journal head     " + whole.head());
    screen.out().println("  key fingerprint  " + key.fingerprint());
    screen.out().println("Note both elsewhere. To verify, without S22:");
    screen
        .out()
        .println(
            "  sh " + folder.resolve("verify.sh") + " " + whole.head() + " " + key.fingerprint());
  }

  private @Nullable TimeStamper stamper() {
    String url = tsa != null ? tsa : screen.environment().get("S22_TSA");
    if (url == null || url.isBlank()) {
      return null;
    }
    String named = screen.environment().get("S22_TSA_CA");
    Path ca = tsaCa != null ? tsaCa : named == null ? null : Path.of(named);
    if (ca == null) {
      throw noAuthority("no certificates of it were given", null);
    }
    try {
      return new TimeStamper(
          URI.create(url),
          Files.readString(ca),
          new BigInteger(NONCE_BITS, new SecureRandom()).setBit(0));
    } catch (IOException | IllegalArgumentException e) {
      throw noAuthority(String.valueOf(e.getMessage()), e);
    }
  }

  private static S22Exception noAuthority(String why, @Nullable Exception cause) {
    String what = "The time stamping authority cannot be used: " + why + ".";
    String mend = "Give its address with --tsa and its certificates (PEM) with --tsa-ca.";
    return cause == null
        ? new S22Exception("S22-9713", what, mend)
        : new S22Exception("S22-9713", what, mend, cause);
  }
}
