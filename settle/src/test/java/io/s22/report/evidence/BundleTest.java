package io.s22.report.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundle as a stranger meets it: with sh, openssl and sha256sum. */
class BundleTest {
  private static final int ENTRIES = 40;

  @TempDir Path folder;

  /** What verify.sh said. */
  private record Said(int code, String text) {}

  @BeforeEach
  void theToolsAreThere() throws Exception {
    assumeTrue(run(folder, "openssl", "version").code() == 0, "SKIPPED: openssl is not installed");
  }

  @Test
  void anUntouchedBundleIsFoundToBeAsItWasSealed() throws Exception {
    Path bundle = bundle(null);
    Said said = verify(bundle, head(), key().fingerprint());
    assertThat(said.text()).contains("all is as it was sealed", "not time-stamped", head());
    assertThat(said.code()).isZero();
  }

  @Test
  void aChangedByteInAnyFileIsFoundAndTheFileIsNamed() throws Exception {
    Path bundle = bundle(null);
    long seed = 22;
    Random random = new Random(seed);
    for (Path file : files(bundle)) {
      Path copy = copy(bundle);
      Path changed = copy.resolve(file.getFileName().toString());
      byte[] bytes = Files.readAllBytes(changed);
      bytes[random.nextInt(bytes.length)] ^= 1;
      Files.write(changed, bytes);
      // The verifier itself is taken from a place that can be trusted.
      Files.copy(
          bundle.resolve("verify.sh"),
          folder.resolve("trusted.sh"),
          StandardCopyOption.REPLACE_EXISTING);
      boolean own = file.getFileName().toString().equals("verify.sh");
      Said said = own ? trusted(copy) : verify(copy);
      assertThat(said.code()).as(file + ", seed " + seed).isNotZero();
      assertThat(said.text())
          .as("seed " + seed)
          .contains("NOT SO")
          .contains(file.getFileName().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  void otherShellsSayTheSame(String shell) throws Exception {
    List<String> words = new ArrayList<>(List.of(shell.split(" ")));
    assumeTrue(
        run(folder, with(words, "-c", "exit 0")).code() == 0,
        "SKIPPED: " + shell + " is not installed");
    Path bundle = bundle(null);
    String script = bundle.resolve("verify.sh").toString();
    assertThat(run(folder, with(words, script, head())).text()).contains("all is as it was sealed");
    Files.writeString(bundle.resolve("plan.yaml"), "plan: y\n");
    Files.delete(bundle.resolve("report.html"));
    Said said = run(folder, with(words, script));
    assertThat(said.code()).isOne();
    assertThat(said.text())
        .contains("NOT SO: plan.yaml was changed", "NOT SO: report.html is missing");
  }

  private static String[] with(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void namesWithSpacesAreFoundLikeOthers() throws Exception {
    Path bundle = folder.resolve("a folder of evidence");
    Map<String, Bundle.Content> files = new LinkedHashMap<>();
    files.put("journal.jsonl", Bundle.text(String.join("\n", lines()) + "\n"));
    files.put("two words.txt", Bundle.text("x\n"));
    Bundle.write(bundle, files, key(), null);
    assertThat(verify(bundle).text()).contains("all is as it was sealed");
    Files.writeString(bundle.resolve("two words.txt"), "y\n");
    Files.writeString(bundle.resolve("one more.txt"), "y\n");
    assertThat(verify(bundle).text())
        .contains("NOT SO: two words.txt was changed", "NOT SO: one more.txt was added");
  }

  @Test
  void aRemovedEntryIsFoundThoughAllChecksumsWereMadeAnew() throws Exception {
    List<String> lines = new ArrayList<>(lines());
    lines.remove(17);
    Said said = verify(bundleOf(lines, null));
    assertThat(said.code()).isOne();
    assertThat(said.text()).contains("journal.jsonl: entry 18 does not follow");
  }

  @Test
  void entriesInAnotherOrderAreFound() throws Exception {
    List<String> lines = new ArrayList<>(lines());
    lines.add(10, lines.remove(20));
    assertThat(verify(bundleOf(lines, null)).text()).contains("journal.jsonl: entry 11 ");
  }

  @Test
  void aChangedEntryIsFoundByItsNumber() throws Exception {
    List<String> lines = new ArrayList<>(lines());
    lines.set(6, lines.get(6).replace("note 7", "note 8"));
    assertThat(verify(bundleOf(lines, null)).text()).contains("journal.jsonl: entry 7 was changed");
  }

  @Test
  void anEndThatWasCutOffIsFoundByTheHeadThatSomebodyNoted() throws Exception {
    Path bundle = bundleOf(lines().subList(0, 30), null);
    assertThat(verify(bundle).code()).isZero();
    assertThat(verify(bundle, head()).text()).contains("does not end with " + head());
  }

  @Test
  void aFileThatWasAddedOrTakenAwayIsFound() throws Exception {
    Path bundle = bundle(null);
    Files.writeString(bundle.resolve("more.txt"), "more");
    Files.delete(bundle.resolve("plan.yaml"));
    assertThat(verify(bundle).text()).contains("more.txt was added", "plan.yaml is missing");
  }

  @Test
  void theKeyIsMadeOnceAndForItsOwnerAlone() throws Exception {
    String first = key().fingerprint();
    assertThat(key().fingerprint()).isEqualTo(first);
    Path file = folder.resolve("home/evidence-key.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> all = Files.list(folder.resolve("home"))) {
      assertThat(all).hasSize(2);
    }
  }

  @Test
  void aFolderThatIsThereIsNotWrittenOver() throws Exception {
    Path bundle = bundle(null);
    assertThatThrownBy(() -> Bundle.write(bundle, Map.of(), key(), null))
        .isInstanceOf(S22Exception.class)
        .hasMessageContaining("already");
  }

  @Test
  void anAuthoritysTimeStampIsVerifiedWithOpenssl() throws Exception {
    authority();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Files.write(folder.resolve("q.tsq"), exchange.getRequestBody().readAllBytes());
          try {
            run(
                folder,
                "openssl",
                "ts",
                "-reply",
                "-config",
                "tsa.cnf",
                "-queryfile",
                "q.tsq",
                "-out",
                "r.tsr");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          byte[] reply = Files.readAllBytes(folder.resolve("r.tsr"));
          exchange.sendResponseHeaders(200, reply.length);
          exchange.getResponseBody().write(reply);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      Path bundle =
          bundle(new TimeStamper(url, Files.readString(folder.resolve("tsa.pem")), BigInteger.TEN));
      Said said = verify(bundle);
      assertThat(said.text()).contains("time stamp: ").contains("all is as it was sealed");
      for (String each : List.of("timestamp.tsr", "STAMPED", "tsa.pem", "TIME")) {
        byte[] whole = Files.readAllBytes(bundle.resolve(each));
        byte[] changed = whole.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(bundle.resolve(each), changed);
        assertThat(verify(bundle).text()).contains("NOT SO: " + each + " was changed");
        Files.write(bundle.resolve(each), whole);
      }
    } finally {
      server.stop(0);
    }
  }

  private void authority() throws Exception {
    Files.writeString(
        folder.resolve("tsa.cnf"),
        """
        [req]
        distinguished_name=dn
        [dn]
        [tsa]
        default_tsa=t
        [t]
        dir=.
        serial=serial
        crypto_device=builtin
        signer_cert=tsa.pem
        certs=tsa.pem
        signer_key=tsa.key
        signer_digest=sha256
        default_policy=1.2.3.4.1
        digests=sha256
        accuracy=secs:1
        """);
    Files.writeString(folder.resolve("serial"), "01\n");
    Said made =
        run(
            folder,
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "tsa.key",
            "-out",
            "tsa.pem",
            "-days",
            "2",
            "-subj",
            "/CN=test authority",
            "-config",
            "tsa.cnf",
            "-addext",
            "extendedKeyUsage=critical,timeStamping");
    assertThat(made.code()).as(made.text()).isZero();
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    String previous = EntryCodec.GENESIS;
    for (int i = 1; i <= ENTRIES; i++) {
      // The text holds what the verifier looks for, to lead it astray.
      Event event =
          new Event.Noted(
              "n",
              "note " + i + " \"hash\":\"",
              Map.of("hash", "f".repeat(64), "previous", "x".repeat(i == 3 ? 40_000 : 1)));
      EntryCodec.Sealed sealed =
          EntryCodec.seal(
              "run \"hash\":\"1", i, Instant.EPOCH.plusSeconds(i), "某人", event, previous);
      lines.add(sealed.line());
      previous = sealed.entry().hash();
    }
    return lines;
  }

  private static String head() {
    return EntryCodec.decode(lines().getLast()).hash();
  }

  private SigningKey key() {
    return SigningKey.in(folder.resolve("home"));
  }

  private Path bundle(@Nullable TimeStamper stamper) throws InterruptedException {
    return bundleOf(lines(), stamper);
  }

  private Path bundleOf(List<String> lines, @Nullable TimeStamper stamper)
      throws InterruptedException {
    Path target = folder.resolve("bundle");
    Map<String, Bundle.Content> files = new LinkedHashMap<>();
    files.put("journal.jsonl", Bundle.text(String.join("\n", lines) + "\n"));
    files.put("plan.yaml", Bundle.text("plan: x\n"));
    files.put("report.html", Bundle.text("<p>报告</p>"));
    Bundle.write(target, files, key(), stamper);
    return target;
  }

  private static List<Path> files(Path bundle) throws IOException {
    try (Stream<Path> all = Files.list(bundle)) {
      return all.sorted().toList();
    }
  }

  private Path copy(Path bundle) throws IOException {
    Path copy = folder.resolve("copy");
    Files.createDirectories(copy);
    for (Path file : files(bundle)) {
      Files.copy(
          file, copy.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private Said verify(Path bundle, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("sh", bundle.resolve("verify.sh").toString()));
    words.addAll(List.of(arguments));
    return run(folder, words.toArray(String[]::new));
  }

  /** The verifier as it was, on a folder whose own was changed. */
  private Said trusted(Path copy) throws IOException, InterruptedException {
    String script =
        Files.readString(folder.resolve("trusted.sh"))
            .replace("$(dirname \"$0\")", copy.toString());
    Files.writeString(folder.resolve("trusted.sh"), script);
    return run(folder, "sh", folder.resolve("trusted.sh").toString());
  }

  private static Said run(Path in, String... words) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(words).directory(in.toFile()).redirectErrorStream(true).start();
    } catch (IOException missing) {
      return new Said(127, String.valueOf(missing.getMessage()));
    }
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Said(process.exitValue(), text);
  }
}
