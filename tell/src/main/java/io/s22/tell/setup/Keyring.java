package io.s22.tell.setup;

import io.s22.plan.S22Exception;
import io.s22.tell.channel.P256;
import io.s22.tell.channel.Vapid;
import io.s22.tell.subscribe.Tokens;
import java.io.IOException;
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
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * The keys S22 makes for itself, once, in files that this user alone can read: one for the links in
 * messages, one pair for push services.
 */
public final class Keyring {
  private final Path folder;
  private final SecureRandom random;

  public Keyring(Path folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
  }

  /**
   * For the links in messages.
   *
   * @throws S22Exception S22-9614 when the key cannot be read or written
   */
  public Tokens tokens() {
    return new Tokens(key("notices.key"));
  }

  /**
   * The 32 bytes of the file {@code name}, made where there is none.
   *
   * @throws S22Exception S22-9614 when it cannot be read or written
   */
  public byte[] key(String name) {
    byte[] fresh = new byte[32];
    random.nextBytes(fresh);
    String kept = kept(name, Base64.getEncoder().encodeToString(fresh));
    try {
      return Base64.getDecoder().decode(kept);
    } catch (IllegalArgumentException e) {
      throw broken(folder.resolve(name), e);
    }
  }

  /**
   * For push services.
   *
   * @throws S22Exception S22-9614 when the keys cannot be read or written
   */
  public Vapid vapid(String contact) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair fresh = generator.generateKeyPair();
      Base64.Encoder encoder = Base64.getEncoder();
      String text =
          encoder.encodeToString(P256.bytes((ECPublicKey) fresh.getPublic()))
              + "\n"
              + encoder.encodeToString(fresh.getPrivate().getEncoded());
      String[] lines = kept("push.key", text).split("\\R", 2);
      Base64.Decoder decoder = Base64.getDecoder();
      return new Vapid(
          new KeyPair(
              P256.key(decoder.decode(lines[0])),
              KeyFactory.getInstance("EC")
                  .generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(lines[1].strip())))),
          contact);
    } catch (GeneralSecurityException e) {
      throw broken(folder.resolve("push.key"), e);
    }
  }

  private String kept(String name, String fresh) {
    Path file = folder.resolve(name);
    try {
      if (Files.notExists(file)) {
        write(file, fresh);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw broken(file, e);
    }
  }

  /** Whole or not at all: a key that was cut off would shut everybody out. */
  private static void write(Path file, String text) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] hidden =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path part =
        Files.createTempFile(
            file.toAbsolutePath().getParent(), file.getFileName() + "", ".new", hidden);
    try {
      Files.write(
          part,
          (text + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII),
          Set.of(StandardOpenOption.WRITE, StandardOpenOption.SYNC)
              .toArray(StandardOpenOption[]::new));
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException another) {
      // Another process was first: its key holds.
      return;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static S22Exception broken(Path file, Exception cause) {
    return new S22Exception(
        "S22-9614",
        "The key in '" + file + "' cannot be read or written: " + cause.getMessage() + ".",
        "See that the file is this user's and whole; put it back from a back-up: what was made with"
            + " it, such as links in messages and the secrets of one-time codes, is of no use"
            + " without it.",
        cause);
  }
}
