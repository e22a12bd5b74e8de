package io.s22.report.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * The Ed25519 key (RFC 8032) that evidence is signed with. It lies in S22's folder, for its owner
 * alone; made when it is first wanted.
 */
public final class SigningKey {
  private static final String ALGORITHM = "Ed25519";
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final KeyPair pair;

  private SigningKey(KeyPair pair) {
    this.pair = pair;
  }

  /**
   * The key in {@code home}.
   *
   * @throws S22Exception S22-9711 where it can be neither read nor made
   */
  public static SigningKey in(Path home) {
    Path hidden = home.resolve("evidence-key.pem");
    Path open = home.resolve("evidence-key.pub.pem");
    try {
      Files.createDirectories(home);
      if (!Files.exists(hidden)) {
        make(hidden, open);
      }
      return read(hidden, open);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new S22Exception(
          "S22-9711",
          "The key '" + hidden + "' cannot be used: " + e.getMessage() + ".",
          "See that the folder can be written to, or move both evidence-key files away: new ones"
              + " are made, and their fingerprint must be told to whoever verifies.",
          e);
    }
  }

  /** The public key first: a private one without it is never left behind. */
  private static void make(Path hidden, Path open) throws IOException, GeneralSecurityException {
    KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    Path draft = hidden.resolveSibling("evidence-key.draft");
    Files.deleteIfExists(draft);
    write(draft, pem("PRIVATE KEY", made.getPrivate().getEncoded()), "rw-------");
    Files.deleteIfExists(open);
    write(open, pem("PUBLIC KEY", made.getPublic().getEncoded()), "rw-r--r--");
    try {
      Files.createLink(hidden, draft);
    } catch (FileAlreadyExistsException other) {
      throw new IOException("another process is making it; give the command again", other);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(Path file, String text, String rights) throws IOException {
    FileAttribute<?> attribute =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel out = Files.newByteChannel(file, options, attribute)) {
      ByteBuffer bytes = US_ASCII.encode(text);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
  }

  private static SigningKey read(Path hidden, Path open)
      throws IOException, GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
    PrivateKey own = factory.generatePrivate(new PKCS8EncodedKeySpec(unwrap(hidden)));
    PublicKey shown = factory.generatePublic(new X509EncodedKeySpec(unwrap(open)));
    return new SigningKey(new KeyPair(shown, own));
  }

  private static byte[] unwrap(Path pem) throws IOException {
    String text = Files.readString(pem, US_ASCII);
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  /** The public key as PEM (SubjectPublicKeyInfo). */
  public String publicPem() {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  /** SHA-256 of the public key's PEM file, hex: what others note of it. */
  public String fingerprint() {
    return Bundle.sha256(publicPem().getBytes(US_ASCII));
  }

  /** Signs. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }
}
