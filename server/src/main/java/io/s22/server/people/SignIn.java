package io.s22.server.people;

import io.s22.run.Clock;
import io.s22.server.Denied;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Signing in. After five failures in a row an account is locked, each time for twice as long. What
 * was wrong is not said to who tries, and takes the same time to find out.
 */
public final class SignIn {
  private static final int FREE_TRIES = 5;
  private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
  private static final Duration LONGEST_LOCK = Duration.ofHours(1);

  private final People people;
  private final Passwords passwords;
  private final Links links;
  private final Audit audit;
  private final Clock clock;

  public SignIn(People people, Passwords passwords, Links links, Audit audit, Clock clock) {
    this.people = people;
    this.passwords = passwords;
    this.links = links;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Signs somebody in with password and code.
   *
   * @param from where from, for the journal
   * @throws Denied S22-9314
   */
  public Person local(String tenant, String name, String password, String code, String from) {
    String login = name.strip().toLowerCase(Locale.ROOT);
    Person person = people.find(tenant, login).orElse(null);
    Instant now = clock.now();
    boolean right = passwords.matches(password, person == null ? null : person.password());
    if (person == null) {
      audit.refused(tenant, "?", "sign-in", "login", login, "why", "unknown", "from", from);
      throw wrong();
    }
    if (person.lockedUntil().isAfter(now)) {
      audit.refused(tenant, login, "sign-in", "why", "locked", "from", from);
      throw wrong();
    }
    String totp = people.codes(person);
    long step = totp == null ? 0 : Totp.step(totp, code, now, person.totpStep());
    if (!right || person.disabled() || step == 0 || !people.use(person, step)) {
      fail(person, now, from);
      throw wrong();
    }
    audit.happened(tenant, login, "sign-in", "from", from);
    return person;
  }

  private void fail(Person person, Instant now, String from) {
    int failures =
        people.failed(
            person, count -> count >= FREE_TRIES ? now.plus(length(count)) : Instant.EPOCH);
    audit.refused(person.tenant(), person.login(), "sign-in", "why", "wrong", "from", from);
    if (failures >= FREE_TRIES) {
      audit.happened(
          person.tenant(), person.login(), "locked", "failures", Integer.toString(failures));
    }
  }

  private static Duration length(int failures) {
    Duration length = FIRST_LOCK.multipliedBy(1L << Math.min(failures - FREE_TRIES, 10));
    return length.compareTo(LONGEST_LOCK) < 0 ? length : LONGEST_LOCK;
  }

  private static Denied wrong() {
    return new Denied(
        401,
        "S22-9314",
        "Name, password or code are wrong, or the account is locked.",
        "Wait a minute after several failures; an administrator can unlock an account.");
  }

  /**
   * Sets password and codes with a one-time link, and signs in.
   *
   * @throws Denied S22-9301, S22-9304
   */
  public Person enrol(String link, String name, String password, String totp, String code) {
    Links.Invited invited = links.find(link).orElseThrow(Links::gone);
    String login =
        invited.login().isEmpty() ? name.strip().toLowerCase(Locale.ROOT) : invited.login();
    long step = Totp.step(totp, code, clock.now(), 0);
    if (step == 0) {
      throw Denied.malformed(
          "The code does not belong to the secret.",
          "See that the clock of the device is right, and give the code it shows now.");
    }
    String stored = passwords.stored(login, password);
    if (invited.login().isEmpty()) {
      people.add(invited.tenant(), login, login, invited.role());
    }
    links.use(link);
    people.credentials(invited.tenant(), login, stored, totp, step);
    audit.happened(invited.tenant(), login, "enrolled", "role", invited.role().code());
    return people.get(invited.tenant(), login);
  }

  /**
   * Signs somebody in whom an OIDC issuer vouches for. He must have an account under that name; who
   * comes first under it stays its owner.
   *
   * @param subject issuer and subject
   * @throws Denied S22-9314
   */
  public Person vouched(String tenant, String login, String subject, String from) {
    Person person = people.find(tenant, login).orElse(null);
    String known = person == null ? null : person.subject();
    if (person == null || person.disabled() || known != null && !known.equals(subject)) {
      audit.refused(tenant, login, "sign-in", "why", "no such account", "from", from);
      throw wrong();
    }
    if (known == null) {
      people.bind(person, subject);
    }
    audit.happened(tenant, login, "sign-in", "from", from, "by", "oidc");
    return person;
  }
}
