package io.s22.driver.ssh;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Private keys; each file is opened once, for a passphrase is slow to try on purpose. */
final class Identities {
  private record Opened(Path file, FileTime changed, Target.Passphrase passphrase) {}

  private final ConcurrentMap<Opened, List<KeyPair>> opened = new ConcurrentHashMap<>();

  /**
   * The keys of {@code target}.
   *
   * @throws S22Exception {@code S22-5024} when a file holds no key or does not open
   */
  List<KeyPair> of(Target target) {
    List<KeyPair> all = new ArrayList<>();
    for (Path file : target.keys()) {
      all.addAll(open(file, target.passphrase()));
    }
    return all;
  }

  private List<KeyPair> open(Path file, Target.Passphrase passphrase) {
    try {
      Opened key = new Opened(file, Files.getLastModifiedTime(file), passphrase);
      List<KeyPair> known = opened.get(key);
      if (known == null) {
        known = read(file, passphrase);
        opened.put(key, known);
      }
      return known;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      boolean without = passphrase.value().isEmpty();
      throw new S22Exception(
          "S22-5024",
          "The SSH key "
              + file
              + " does not open: "
              + (without ? "it needs a passphrase or is no key" : "wrong passphrase or no key")
              + ".",
          without
              ? "Write with: {passphrase: \"${secret:name}\"}, or name a key in OpenSSH's form."
              : "See that the secret behind 'passphrase' is the key's own.",
          e);
    }
  }

  private static List<KeyPair> read(Path file, Target.Passphrase passphrase)
      throws IOException, GeneralSecurityException {
    FilePasswordProvider provider =
        passphrase.value().isEmpty()
            ? FilePasswordProvider.EMPTY
            : FilePasswordProvider.of(passphrase.value());
    try (InputStream in = Files.newInputStream(file)) {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), in, provider);
      if (pairs == null) {
        throw new IOException("no key in it");
      }
      List<KeyPair> read = new ArrayList<>();
      pairs.forEach(read::add);
      return read;
    }
  }
}
