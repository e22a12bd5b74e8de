package io.s22.server.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.journal.JournalVerifier;
import io.s22.plan.S22Exception;
import io.s22.store.JdbcRunStore;
import io.s22.store.Tables;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts, one-time codes, locks and tokens, in a time of the test's own. */
final class SignInTest {
  private static final String PASSWORD = "correct horse battery";

  private Instant now = Instant.parse("2024-03-16T00:00:00Z");
  private JdbcRunStore store;
  private Tables tables;
  private Keys keys;
  private Vault vault;
  private People people;
  private Links links;
  private Audit audit;
  private SignIn signIn;
  private Sessions sessions;
  private Tokens tokens;

  @SuppressWarnings("NullAway.Init")
  SignInTest() {}

  @BeforeEach
  void open(@TempDir Path home) {
    store = JdbcRunStore.sqlite(home);
    tables = store.tables();
    keys = new Keys(new SecureRandom());
    vault = new Vault(new byte[32], new SecureRandom());
    people = new People(tables, () -> now, vault);
    links = new Links(tables, keys, () -> now);
    audit = new Audit(tables, () -> now);
    signIn = new SignIn(people, new Passwords(), links, audit, () -> now);
    sessions = new Sessions(tables, people, keys, () -> now);
    tokens = new Tokens(tables, people, keys, () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String enrolled(String login, Role role) {
    String totp = Totp.secret(keys);
    String link = links.make("main", "", role);
    signIn.enrol(link, login, PASSWORD, totp, Totp.at(totp, now));
    now = now.plusSeconds(60);
    return totp;
  }

  private static void refused(String code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            S22Exception.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    audit
        .page("main", Long.MAX_VALUE, 100)
        .forEach(entry -> kinds.add(((io.s22.journal.Event.Noted) entry.event()).text()));
    return kinds;
  }

  @Test
  void codes_are_those_of_rfc_6238() {
    // Appendix B, SHA-1, the secret "12345678901234567890"; six of the eight digits.
    String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    assertThat(Totp.at(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
    assertThat(Totp.at(secret, Instant.ofEpochSecond(1_111_111_109))).isEqualTo("081804");
    assertThat(Totp.at(secret, Instant.ofEpochSecond(1_234_567_890))).isEqualTo("005924");
    assertThat(Totp.at(secret, Instant.ofEpochSecond(20_000_000_000L))).isEqualTo("353130");
  }

  @Test
  void what_is_stored_of_a_password_is_argon2id() {
    enrolled("ann", Role.ADMIN);
    assertThat(people.get("main", "ann").password()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void the_secret_of_codes_is_sealed_for_its_own_row_with_a_key_that_lies_elsewhere() {
    String totp = enrolled("ann", Role.ADMIN);
    enrolled("bob", Role.ADMIN);
    Person ann = people.get("main", "ann");
    assertThat(ann.totp()).startsWith("v1.").doesNotContain(totp);
    assertThat(people.codes(ann)).isEqualTo(totp);
    tables.write(
        session -> session.update("update people set totp = ? where login = 'bob'", ann.totp()));
    refused("S22-9320", () -> people.codes(people.get("main", "bob")));
    Vault other =
        new Vault(
            new byte[] {
              1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
              1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
            },
            new SecureRandom());
    refused("S22-9320", () -> new People(tables, () -> now, other).codes(ann));
    refused("S22-9320", () -> new Vault(new byte[16], new SecureRandom()));
  }

  @Test
  void a_secret_that_an_older_version_left_open_is_sealed_at_the_start() {
    String totp = enrolled("ann", Role.ADMIN);
    tables.write(session -> session.update("update people set totp = ?", totp));
    People opened = new People(tables, () -> now, vault);
    assertThat(opened.get("main", "ann").totp()).startsWith("v1.").doesNotContain(totp);
    assertThat(opened.codes(opened.get("main", "ann"))).isEqualTo(totp);
    String code = Totp.at(totp, now);
    assertThat(signIn.local("main", "ann", PASSWORD, code, "here").login()).isEqualTo("ann");
  }

  @Test
  void failures_that_come_at_the_same_time_are_all_counted() throws Exception {
    enrolled("ann", Role.ADMIN);
    Person seen = people.get("main", "ann");
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        threads.submit(() -> people.failed(seen, count -> Instant.EPOCH));
      }
    }
    assertThat(people.get("main", "ann").failed()).isEqualTo(20);
  }

  @Test
  void name_password_and_code_sign_in_and_each_code_does_once() {
    String totp = enrolled("ann", Role.ADMIN);
    String code = Totp.at(totp, now);
    assertThat(signIn.local("main", " Ann ", PASSWORD, code, "here").login()).isEqualTo("ann");
    refused("S22-9314", () -> signIn.local("main", "ann", PASSWORD, code, "here"));
    refused("S22-9314", () -> signIn.local("main", "ann", PASSWORD, "000000", "here"));
    refused("S22-9314", () -> signIn.local("main", "nobody", PASSWORD, code, "here"));
    refused("S22-9314", () -> signIn.local("other", "ann", PASSWORD, code, "here"));
    assertThat(kinds()).contains("enrolled", "sign-in", "refused:sign-in");
  }

  @Test
  void after_five_failures_even_the_right_password_waits() {
    String totp = enrolled("ann", Role.ADMIN);
    for (int i = 0; i < 5; i++) {
      refused("S22-9314", () -> signIn.local("main", "ann", "wrong wrong wrong", "1", "here"));
    }
    refused("S22-9314", () -> signIn.local("main", "ann", PASSWORD, Totp.at(totp, now), "here"));
    assertThat(kinds()).contains("locked");
    now = now.plus(Duration.ofMinutes(2));
    String code = Totp.at(totp, now);
    assertThat(signIn.local("main", "ann", PASSWORD, code, "here").login()).isEqualTo("ann");
  }

  @Test
  void a_link_does_once_and_for_a_day_and_makes_the_ones_before_void() {
    String first = links.make("main", "", Role.ADMIN);
    String second = links.make("main", "", Role.ADMIN);
    assertThat(links.find(first)).isEmpty();
    assertThat(links.find(second)).isPresent();
    now = now.plus(Duration.ofHours(25));
    assertThat(links.find(second)).isEmpty();
    String third = links.make("main", "", Role.ADMIN);
    String totp = Totp.secret(keys);
    refused("S22-9304", () -> signIn.enrol(third, "ann", PASSWORD, totp, "000000"));
    refused("S22-9304", () -> signIn.enrol(third, "ann", "short", totp, Totp.at(totp, now)));
    signIn.enrol(third, "ann", PASSWORD, totp, Totp.at(totp, now));
    refused("S22-9301", () -> signIn.enrol(third, "bob", PASSWORD, totp, Totp.at(totp, now)));
  }

  @Test
  void a_session_ends_by_itself_and_with_its_owners_rights() {
    enrolled("ann", Role.ADMIN);
    enrolled("bob", Role.OPERATOR);
    String cookie = sessions.open(people.get("main", "bob"));
    assertThat(sessions.find(cookie)).isPresent();
    assertThat(sessions.find(cookie + "x")).isEmpty();
    now = now.plus(Duration.ofMinutes(61));
    assertThat(sessions.find(cookie)).isEmpty();
    String again = sessions.open(people.get("main", "bob"));
    people.change("main", "bob", Role.OPERATOR, true);
    assertThat(sessions.find(again)).isEmpty();
  }

  @Test
  void a_token_can_never_do_more_than_its_owner_may_now() {
    enrolled("ann", Role.ADMIN);
    enrolled("bob", Role.OPERATOR);
    Role role = Role.OPERATOR;
    Caller bob = new Caller("main", "bob", role, role.scopes(), "test");
    refused(
        "S22-9302",
        () -> tokens.make(bob, "t", EnumSet.of(Scope.RUNS_APPROVE), Duration.ofDays(1)));
    String secret = tokens.make(bob, "t", role.scopes(), Duration.ofDays(1)).secret();
    assertThat(tokens.caller(secret).orElseThrow().may(Scope.RUNS_START)).isTrue();
    people.change("main", "bob", Role.VIEWER, false);
    assertThat(tokens.caller(secret).orElseThrow().may(Scope.RUNS_START)).isFalse();
    now = now.plus(Duration.ofDays(2));
    assertThat(tokens.caller(secret)).isEmpty();
  }

  @Test
  void the_last_administrator_stays_one() {
    enrolled("ann", Role.ADMIN);
    refused("S22-9315", () -> people.change("main", "ann", Role.VIEWER, false));
    refused("S22-9315", () -> people.change("main", "ann", Role.ADMIN, true));
    assertThat(people.get("main", "ann").role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void the_journal_of_security_is_a_chain_and_a_flood_is_counted_rather_than_written() {
    for (int i = 0; i < 500; i++) {
      audit.refused("main", "?", "api", "path", "/" + i + "\u0000\n");
    }
    now = now.plusSeconds(61);
    audit.refused("main", "?", "api", "path", "/last");
    JournalVerifier verifier = new JournalVerifier();
    List<String> lines = new ArrayList<>();
    audit.lines(
        "main",
        line -> {
          verifier.accept(line);
          lines.add(line);
        });
    assertThat(verifier.verdict().orThrow().entries()).isEqualTo(121);
    assertThat(lines.getLast()).contains("\"refused-beside-this\":\"380\"");
  }

  @Test
  void who_is_vouched_for_has_an_account_and_keeps_it() {
    people.add("main", "ann", "Ann", Role.VIEWER);
    assertThat(signIn.vouched("main", "ann", "issuer|1", "here").login()).isEqualTo("ann");
    refused("S22-9314", () -> signIn.vouched("main", "ann", "issuer|2", "here"));
    refused("S22-9314", () -> signIn.vouched("main", "eve", "issuer|3", "here"));
    assertThat(signIn.vouched("main", "ann", "issuer|1", "here").login()).isEqualTo("ann");
  }
}
