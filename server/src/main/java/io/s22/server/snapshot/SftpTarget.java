package io.s22.server.snapshot;

import io.s22.tell.snapshot.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * A folder on another machine, over SFTP with a key. The machine must be in {@code knownHosts}.
 *
 * @param folder where it goes; relative to the account's home where it has no slash in front
 */
record SftpTarget(String user, String host, int port, String folder, Path key, Path knownHosts)
    implements Target {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "sftp://" + user + "@" + host + ":" + port + "/" + folder;
  }

  @Override
  public void put(Snapshot snapshot) throws IOException {
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(
          new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, knownHosts));
      client.start();
      try (ClientSession session = client.connect(user, host, port).verify(PATIENCE).getSession()) {
        for (KeyPair pair : keys()) {
          session.addPublicKeyIdentity(pair);
        }
        session.auth().verify(PATIENCE);
        try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
          write(sftp, snapshot);
        }
      }
    }
  }

  private Iterable<KeyPair> keys() throws IOException {
    try {
      return SecurityUtils.getKeyPairResourceParser()
          .loadKeyPairs(null, new PathResource(key), null);
    } catch (GeneralSecurityException e) {
      throw new IOException("the key " + key + " cannot be read", e);
    }
  }

  private void write(SftpClient sftp, Snapshot snapshot) throws IOException {
    Set<String> made = new HashSet<>();
    for (Map.Entry<String, byte[]> file : snapshot.files().entrySet()) {
      String path = folder.isEmpty() ? file.getKey() : folder + "/" + file.getKey();
      folders(sftp, path, made);
      String fresh = path + ".new";
      try (OutputStream out = sftp.write(fresh)) {
        out.write(file.getValue());
      }
      replace(sftp, fresh, path);
    }
  }

  /** In one step where the server can; SFTP version 3 without OpenSSH's extension cannot. */
  private static void replace(SftpClient sftp, String fresh, String path) throws IOException {
    var posix =
        sftp.getExtension(
            org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension.class);
    if (posix != null && posix.isSupported()) {
      posix.posixRename(fresh, path);
      return;
    }
    try {
      sftp.remove(path);
    } catch (SftpException e) {
      missing(e);
    }
    sftp.rename(fresh, path);
  }

  private static void folders(SftpClient sftp, String path, Set<String> made) throws IOException {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String parent = path.substring(0, slash);
      if (made.add(parent)) {
        try {
          sftp.stat(parent);
        } catch (SftpException e) {
          missing(e);
          sftp.mkdir(parent);
        }
      }
    }
  }

  private static void missing(SftpException e) throws SftpException {
    if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
      throw e;
    }
  }
}
