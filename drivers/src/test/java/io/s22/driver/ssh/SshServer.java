package io.s22.driver.ssh;

import io.s22.plan.At;
import io.s22.plan.Host;
import io.s22.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real OpenSSH server on loopback with configuration, host keys and users' keys of its own, all
 * in one folder. A second instance over the same folder, in another process, finds it by its port.
 */
final class SshServer implements AutoCloseable {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final int port;
  private final @Nullable Process process;

  private SshServer(Path folder, int port, @Nullable Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts a server; the test is skipped, and says so, where there is none to start. */
  static SshServer start(Path folder, String... settings) throws IOException, InterruptedException {
    if (!Files.isExecutable(SSHD)) {
      System.err.println("SKIPPED: no OpenSSH server here; apt-get install openssh-server");
      Assumptions.abort("no OpenSSH server here; apt-get install openssh-server");
    }
    if ("root".equals(System.getProperty("user.name"))) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    key(folder.resolve("host_ed25519"), "ed25519", "");
    key(folder.resolve("host_rsa"), "rsa", "");
    key(folder.resolve("user_ed25519"), "ed25519", "");
    key(folder.resolve("user_rsa"), "rsa", "");
    key(folder.resolve("user_locked"), "ed25519", "open sesame");
    key(folder.resolve("stranger"), "ed25519", "");
    StringBuilder authorized = new StringBuilder();
    for (String name : List.of("user_ed25519", "user_rsa", "user_locked")) {
      authorized.append(Files.readString(folder.resolve(name + ".pub")));
    }
    Files.writeString(folder.resolve("authorized_keys"), authorized);
    int port = freePort();
    Files.writeString(folder.resolve("port"), Integer.toString(port));
    SshServer server = new SshServer(folder, port, run(folder, port, settings));
    server.know("host_ed25519", "known_hosts");
    Await.until("sshd listens", server::listens);
    return server;
  }

  /** The server of another process. */
  static SshServer at(Path folder) {
    try {
      return new SshServer(
          folder, Integer.parseInt(Files.readString(folder.resolve("port"))), null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process run(Path folder, int port, String... settings) throws IOException {
    String config =
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s/host_ed25519
        HostKey %s/host_rsa
        AuthorizedKeysFile %s/authorized_keys
        PidFile none
        StrictModes no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin yes
        SetEnv HOME=%s
        """
            .formatted(port, folder, folder, folder, folder);
    Path file = folder.resolve("sshd_config");
    Files.writeString(file, config + String.join("\n", settings) + "\n");
    return new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", file.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sshd.log").toFile())
        .start();
  }

  private static void key(Path file, String type, String passphrase)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-N",
                passphrase,
                "-C",
                "test",
                "-f",
                file.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("ssh-keygen ended with " + code);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes the file {@code knownHosts} hold the server's key {@code hostKey}, under its port. */
  void know(String hostKey, String knownHosts) throws IOException {
    know(hostKey, knownHosts, port);
  }

  void know(String hostKey, String knownHosts, int asPort) throws IOException {
    String key = Files.readString(folder.resolve(hostKey + ".pub"));
    Files.writeString(folder.resolve(knownHosts), "[127.0.0.1]:" + asPort + " " + key);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  int port() {
    return port;
  }

  /** The server as the inventory names it. */
  Host host(String key) {
    return host(key, port, null);
  }

  Host host(String key, int atPort, @Nullable String jump) {
    String user = System.getProperty("user.name");
    return new Host(At.NOWHERE, "127.0.0.1", atPort, user, file(key).toString(), jump, null, null);
  }

  /** Kills the processes that serve connections, and lets the listening one live. */
  void killSessions() {
    if (process != null) {
      process.descendants().filter(SshServer::isSshd).forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean isSshd(ProcessHandle process) {
    return process.info().command().map(c -> c.contains("sshd")).orElse(false);
  }

  @Override
  public void close() {
    if (process != null) {
      killSessions();
      process.destroy();
    }
  }
}
