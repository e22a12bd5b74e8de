package io.s22.report.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.s22.plan.S22Exception;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder of evidence. {@code SHA256SUMS} holds the checksum of every file, {@code seal.txt} the
 * checksum of {@code SHA256SUMS}, and {@code seal.sig} the signature of {@code seal.txt}. {@code
 * timestamp.tsr}, where there is one, says when the files whose checksums are in {@code STAMPED}
 * existed at the latest. So a changed byte anywhere points to one file. {@code verify.sh} checks
 * all of it with openssl and sha256sum.
 */
public final class Bundle {
  private static final HexFormat HEX = HexFormat.of();

  private final Path folder;
  private final Map<String, String> sums = new TreeMap<>();

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void to(OutputStream out) throws IOException;
  }

  private Bundle(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a bundle into a new folder.
   *
   * @param files by name, without folders
   * @param stamper null for no time stamp, which the bundle then says
   * @throws S22Exception S22-9710 where the folder is there already or cannot be written
   */
  public static void write(
      Path folder, Map<String, Content> files, SigningKey key, @Nullable TimeStamper stamper)
      throws InterruptedException {
    Bundle bundle = new Bundle(folder);
    try {
      if (Files.exists(folder)) {
        throw new IOException("it is there already");
      }
      Files.createDirectories(folder);
      for (Map.Entry<String, Content> file : files.entrySet()) {
        bundle.add(file.getKey(), file.getValue());
      }
      bundle.add("verify.sh", out -> out.write(resource("verify.sh")));
      bundle.add("key.pem", text(key.publicPem()));
      bundle.add("TIME", text(stamper == null ? UNSTAMPED : STAMPED));
      if (stamper != null) {
        bundle.add("tsa.pem", text(stamper.authority()));
        bundle.stamp(stamper);
      }
      bundle.seal(key);
    } catch (IOException | UncheckedIOException e) {
      throw new S22Exception(
          "S22-9710",
          "The evidence cannot be written to '" + folder + "': " + e.getMessage() + ".",
          "Name a new folder with --out.",
          e);
    }
  }

  private static final String UNSTAMPED =
      "not time-stamped by a third party: the times in here are those of the machine that made it\n";
  private static final String STAMPED =
      "time-stamped by a third party (RFC 3161): see timestamp.tsr\n";

  /** A file of text. */
  public static Content text(String text) {
    return out -> out.write(text.getBytes(UTF_8));
  }

  private void add(String name, Content content) throws IOException {
    MessageDigest digest = digest();
    try (OutputStream out =
        new DigestOutputStream(
            new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16),
            digest)) {
      content.to(out);
    }
    sums.put(name, HEX.formatHex(digest.digest()));
  }

  private String lines() {
    StringBuilder lines = new StringBuilder();
    sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
    return lines.toString();
  }

  /** The authority vouches for the checksums of all files so far; the seal then covers its word. */
  private void stamp(TimeStamper stamper) throws IOException, InterruptedException {
    String known = lines();
    byte[] stamp = stamper.stamp(known.getBytes(UTF_8));
    add("STAMPED", text(known));
    add("timestamp.tsr", out -> out.write(stamp));
  }

  private void seal(SigningKey key) throws IOException {
    byte[] all = lines().getBytes(UTF_8);
    byte[] seal = (sha256(all) + "\n").getBytes(UTF_8);
    Files.write(folder.resolve("SHA256SUMS"), all);
    Files.write(folder.resolve("seal.txt"), seal);
    Files.write(folder.resolve("seal.sig"), key.sign(seal));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Bundle.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return in.readAllBytes();
    }
  }

  static String sha256(byte[] bytes) {
    return HEX.formatHex(digest().digest(bytes));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
