package io.s22.tell.subscribe;

import io.s22.plan.S22Exception;
import io.s22.tell.Status.Site;
import io.s22.tell.channel.WebhookChannel;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Messages;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.tell.subscribe.Tokens.Claim;
import io.s22.tell.subscribe.Tokens.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Signing up in two steps, and leaving in one. Whoever asks is answered the same whether the
 * address was known or not: the page is no way to find out who reads it.
 */
public final class SignUps {
  /** Nobody's mailbox is to be filled with questions. */
  private static final Duration QUESTIONS = Duration.ofDays(1);

  private static final int MOST_QUESTIONS = 3;

  private final Subscribers subscribers;
  private final Site site;
  private final Set<Medium> offered;
  private final Addresses addresses;
  private final Tokens tokens;
  private final Guards guards;

  /**
   * What keeps sign-up from being abused.
   *
   * @param random for ids and secrets
   */
  public record Guards(Throttle throttle, SecureRandom random) {}

  /**
   * @param site whose page it is; its id is the tenant
   * @param offered the channels that are there
   */
  public SignUps(
      Subscribers subscribers,
      Site site,
      Set<Medium> offered,
      Addresses addresses,
      Tokens tokens,
      Guards guards) {
    this.subscribers = subscribers;
    this.site = site;
    this.offered = Set.copyOf(offered);
    this.addresses = addresses;
    this.tokens = tokens;
    this.guards = guards;
  }

  /** The channels that can be signed up for. */
  public Set<Medium> offered() {
    return offered;
  }

  /**
   * Takes a sign-up, and asks the address whether it was meant.
   *
   * @param from who asks, for counting: an address of the network
   * @throws S22Exception S22-9611 for what is no address, S22-9612 when too many were asked for,
   *     S22-9613 when there is no such channel
   */
  public void ask(
      Medium medium, String address, String secret, Wish wish, String from, Instant now) {
    if (!offered.contains(medium)) {
      throw new S22Exception(
          "S22-9613",
          "Nobody is told by " + medium.word() + " here.",
          "Choose one of the channels on the page.");
    }
    if (!guards.throttle().admits(from, now)) {
      throw new S22Exception(
          "S22-9612", "Too many sign-ups came from there.", "Try again in ten minutes.");
    }
    String to = addresses.address(medium, address);
    String key = addresses.secret(medium, secret, WebhookChannel.PREFIX + made(24));
    Optional<Subscriber> known = subscribers.subscriber(site.id(), medium, to);
    Subscriber asked =
        known.map(s -> wishing(s, key, wish)).orElseGet(() -> fresh(medium, to, key, wish));
    Message question =
        Messages.confirmation(
            site, wish.language(), "confirm-" + about(asked) + "-" + now.toEpochMilli(), now);
    subscribers.save(asked);
    subscribers.ask(asked, question, now, now.minus(QUESTIONS), MOST_QUESTIONS);
  }

  private Subscriber fresh(Medium medium, String to, String key, Wish wish) {
    return new Subscriber(site.id(), id(), medium, to, key, State.PENDING, wish, wish, Instant.MAX);
  }

  /** What is held stays held until the owner of the address confirms the new wish. */
  private static Subscriber wishing(Subscriber known, String key, Wish wish) {
    boolean active = known.state() == State.ACTIVE;
    return new Subscriber(
        known.tenant(),
        known.id(),
        known.medium(),
        known.address(),
        active && !known.secret().isEmpty() ? known.secret() : key,
        active ? State.ACTIVE : State.PENDING,
        wish,
        active ? known.held() : wish,
        known.since());
  }

  /** Whether {@code token} would confirm something; for the page that asks once more. */
  public Optional<Subscriber> confirmable(String token, Instant now) {
    return tokens
        .read(token, Purpose.CONFIRM, now)
        .filter(claim -> claim.tenant().equals(site.id()))
        .flatMap(claim ->
            subscribers
                .subscriber(claim.tenant(), claim.subscriber())
                .filter(s -> s.state() != State.GONE && about(s).equals(claim.about())));
  }

  /** Confirms; empty when the token is forged, too old, or of an older wish. */
  public Optional<Subscriber> confirm(String token, Instant now) {
    Optional<Subscriber> found = confirmable(token, now);
    found.ifPresent(s ->
        subscribers.save(
            new Subscriber(
                s.tenant(),
                s.id(),
                s.medium(),
                s.address(),
                s.secret(),
                State.ACTIVE,
                s.wish(),
                s.wish(),
                s.state() == State.ACTIVE ? s.since() : now)));
    return found;
  }

  /** Who would leave with {@code token}. */
  public Optional<Subscriber> leaving(String token, Instant now) {
    return tokens
        .read(token, Purpose.LEAVE, now)
        .filter(claim -> claim.tenant().equals(site.id()))
        .flatMap(claim -> subscribers.subscriber(claim.tenant(), claim.subscriber()));
  }

  /** Leaves, at once; whether the token was good. To leave twice is no mistake. */
  public boolean leave(String token, Instant now) {
    Optional<Claim> claim =
        tokens.read(token, Purpose.LEAVE, now).filter(each -> each.tenant().equals(site.id()));
    claim.ifPresent(each -> subscribers.leave(each.tenant(), each.subscriber()));
    return claim.isPresent();
  }

  /** What a confirmation is about: a link in an older message confirms no newer wish. */
  public static String about(Subscriber subscriber) {
    String text = subscriber.id() + subscriber.wish() + subscriber.secret();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private String id() {
    byte[] bytes = new byte[12];
    guards.random().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private String made(int length) {
    byte[] bytes = new byte[length];
    guards.random().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
