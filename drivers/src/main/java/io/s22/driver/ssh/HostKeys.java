package io.s22.driver.ssh;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** Host keys as {@code known_hosts} files hold them; a key that is not in them is never trusted. */
final class HostKeys {
  private record Known(String type, PublicKey key, boolean revoked, Path file) {}

  private final Target target;
  private final List<Known> known = new ArrayList<>();

  /**
   * Reads what is known of {@code target}.
   *
   * @throws S22Exception {@code S22-5020} when a file cannot be read
   */
  HostKeys(Target target) {
    this.target = target;
    target.knownHosts().stream().filter(Files::exists).forEach(this::read);
  }

  private void read(Path file) {
    try {
      for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(file)) {
        if (entry.isHostMatch(target.address(), target.port())
            && !"cert-authority".equals(entry.getMarker())) {
          add(entry, file);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new S22Exception(
          "S22-5020",
          "The file of host keys " + file + " cannot be read: " + e.getMessage() + ".",
          "Mend it, or name another with 'known-hosts'.",
          e);
    }
  }

  private void add(KnownHostEntry entry, Path file) throws IOException {
    try {
      PublicKey key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
      if (key != null) {
        known.add(
            new Known(KeyUtils.getKeyType(key), key, "revoked".equals(entry.getMarker()), file));
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("a key of " + target.hostPattern() + " is damaged", e);
    }
  }

  /** The types of the keys that are trusted: the server is asked for one of these first. */
  List<String> types() {
    return known.stream().filter(k -> !k.revoked()).map(Known::type).distinct().toList();
  }

  /**
   * Refuses a key that is not trusted.
   *
   * @throws S22Exception {@code S22-5020} when the host is unknown, {@code S22-5021} when its key
   *     is another one than is known
   */
  void verify(PublicKey key) {
    List<Known> same = known.stream().filter(k -> KeyUtils.compareKeys(k.key(), key)).toList();
    if (same.stream().anyMatch(Known::revoked)) {
      throw changed(key, "shows a host key that was revoked", same.getFirst().file());
    }
    if (!same.isEmpty()) {
      return;
    }
    if (!types().isEmpty()) {
      throw changed(key, "shows another host key than the known one", known.getFirst().file());
    }
    throw new S22Exception(
        "S22-5020",
        "The host key of " + target.shown() + " is not known: " + fingerprint(key) + ".",
        "Compare the fingerprint with the host's own (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub),"
            + " then add it: ssh-keyscan -p "
            + target.port()
            + " "
            + target.address()
            + " >> "
            + target.knownHosts().getFirst());
  }

  private S22Exception changed(PublicKey key, String how, Path file) {
    return new S22Exception(
        "S22-5021",
        target.shown() + " " + how + ": " + fingerprint(key) + "; somebody may be in between.",
        "If the host was set up anew, remove the old key: ssh-keygen -f "
            + file
            + " -R '"
            + target.hostPattern()
            + "', and add the new one.");
  }

  private static String fingerprint(PublicKey key) {
    return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
  }
}
