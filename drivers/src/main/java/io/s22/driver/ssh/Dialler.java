package io.s22.driver.ssh;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** Opens connections: host key verified, user authenticated. Reads no file of OpenSSH's client. */
final class Dialler implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration LOGIN_LIMIT = Duration.ofSeconds(30);

  /** A connection that answers nothing for twice this long is dead. */
  private static final Duration KEEPALIVE = Duration.ofSeconds(10);

  private static final AttributeKey<Attempt> ATTEMPT = new AttributeKey<>();

  /** One attempt to connect, and why its host key was refused. */
  private record Attempt(HostKeys hostKeys, AtomicReference<@Nullable S22Exception> refusal) {}

  private final SshClient client;
  private final Identities identities = new Identities();

  Dialler() {
    client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setServerKeyVerifier(Dialler::verify);
    client.addSessionListener(new AskForKnownKeys());
    CoreModuleProperties.PREFERRED_AUTHS.set(client, "publickey");
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, KEEPALIVE);
    CoreModuleProperties.HEARTBEAT_REPLY_WAIT.set(client, KEEPALIVE);
    client.start();
  }

  /**
   * Connects and logs in.
   *
   * @param at where to connect to: the target's own address, or the near end of a tunnel to it
   * @throws S22Exception when the host key or the login is refused
   * @throws IOException when the host cannot be reached now
   */
  ClientSession dial(Target target, InetSocketAddress at) throws IOException, InterruptedException {
    Attempt attempt = new Attempt(new HostKeys(target), new AtomicReference<>());
    var keys = identities.of(target);
    AttributeRepository context = AttributeRepository.ofKeyValuePair(ATTEMPT, attempt);
    ClientSession session = null;
    try {
      session =
          client.connect(target.user(), at, context, null).verify(CONNECT_LIMIT).getClientSession();
      keys.forEach(session::addPublicKeyIdentity);
      session.auth().verify(LOGIN_LIMIT);
      return session;
    } catch (IOException e) {
      if (session != null) {
        session.close(true);
      }
      throw explained(e, target, attempt);
    }
  }

  private static IOException explained(IOException e, Target target, Attempt attempt)
      throws IOException, InterruptedException {
    if (e instanceof InterruptedIOException interruption) {
      throw interruption(interruption);
    }
    S22Exception refusal = attempt.refusal().get();
    if (refusal != null) {
      throw refusal;
    }
    if (e instanceof SshException ssh && isLoginRefused(ssh)) {
      throw new S22Exception(
          "S22-5022",
          target.shown() + " refused the login with " + target.keys() + ".",
          "See that user and key are right, and that the public key is in the user's"
              + " authorized_keys there.",
          e);
    }
    return e;
  }

  /** MINA clears the mark of an interrupt and throws this in its place; a timeout is one too. */
  static InterruptedException interruption(InterruptedIOException e) throws IOException {
    if (e instanceof SocketTimeoutException) {
      throw e;
    }
    return (InterruptedException) new InterruptedException("while connecting").initCause(e);
  }

  private static boolean isLoginRefused(SshException e) {
    return e.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
        || String.valueOf(e.getMessage()).contains("Too many authentication failures");
  }

  private static boolean verify(ClientSession session, SocketAddress address, PublicKey key) {
    Attempt attempt = attempt(session);
    if (attempt == null) {
      return false;
    }
    try {
      attempt.hostKeys().verify(key);
      return true;
    } catch (S22Exception e) {
      attempt.refusal().set(e);
      return false;
    }
  }

  private static @Nullable Attempt attempt(ClientSession session) {
    AttributeRepository context = session.getConnectionContext();
    return context == null ? null : context.getAttribute(ATTEMPT);
  }

  /** A host has several keys: it is asked first for one of those that are known. */
  private static final class AskForKnownKeys implements SessionListener {
    @Override
    public void sessionNegotiationOptionsCreated(
        Session session, Map<KexProposalOption, String> proposal) {
      Attempt attempt = session instanceof ClientSession client ? attempt(client) : null;
      String offered = proposal.get(KexProposalOption.SERVERKEYS);
      if (attempt == null || offered == null) {
        return;
      }
      List<String> known = attempt.hostKeys().types();
      String sorted =
          Arrays.stream(offered.split(","))
              .sorted(Comparator.comparing(name -> !isFor(name, known)))
              .collect(Collectors.joining(","));
      proposal.put(KexProposalOption.SERVERKEYS, sorted);
    }

    private static boolean isFor(String signature, List<String> types) {
      return types.stream()
          .anyMatch(type ->
              type.equals("ssh-rsa")
                  ? signature.startsWith("rsa-") || signature.equals(type)
                  : signature.equals(type));
    }
  }

  @Override
  public void close() {
    client.stop();
  }
}
