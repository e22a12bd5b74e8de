package io.s22.settle.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import io.s22.settle.ledger.Payments.End;
import io.s22.settle.ledger.Payments.Payment;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final Instant NOW = Instant.parse("2024-03-16T05:00:00Z");

  @TempDir private Path folder;
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = Ledger.open(folder.resolve("settle.db"));
  }

  @AfterEach
  void whole() {
    assertThat(ledger.audit().faults()).isEmpty();
    ledger.close();
  }

  private Booked book(Map<String, Long> due) {
    Booking booking = new Booking("run-1", "interruption", "CNY", NOW, "anna", "test");
    return ledger.book(booking, reader -> new TreeMap<>(due).forEach(reader::line));
  }

  @Test
  void bookingTwiceChangesNothing() {
    assertThat(book(Map.of("alice", 30L, "bob", 45L))).isEqualTo(new Booked(2, 0, 75));
    long entries = ledger.audit().entries();
    String head = ledger.audit().head();
    assertThat(book(Map.of("alice", 30L, "bob", 45L))).isEqualTo(new Booked(0, 0, 0));
    assertThat(ledger.audit().entries()).isEqualTo(entries);
    assertThat(ledger.audit().head()).isEqualTo(head);
  }

  @Test
  void aCorrectionIsAReversalAndANewEntryOfThoseWhoChange() {
    book(Map.of("alice", 30L, "bob", 45L, "carol", 5L));
    assertThat(book(Map.of("alice", 30L, "bob", 40L, "dan", 7L)))
        .isEqualTo(new Booked(3, 2, -5 - 5 + 7));
    assertThat(ledger.audit().entries()).isEqualTo(3);
    assertThat(ledger.payments().ofCustomer("run-1", "CNY", "bob").due()).isEqualTo(40);
    assertThat(ledger.payments().ofCustomer("run-1", "CNY", "carol").due()).isZero();
    assertThat(ledger.payments().standing("run-1", "CNY").due()).isEqualTo(77);
  }

  @Test
  void whatWasWrittenCanNeitherBeChangedNorTakenOut() throws SQLException {
    book(Map.of("alice", 30L));
    for (String sql :
        List.of(
            "update posting set amount = 1",
            "delete from posting",
            "update entry set at = ''",
            "delete from entry")) {
      assertThatThrownBy(() -> tamper(sql)).hasMessageContaining("append-only");
    }
  }

  @Test
  void anEntryThatWasChangedAllTheSameIsFound() throws SQLException {
    try (Ledger other = Ledger.open(folder.resolve("other.db"))) {
      Booking booking = new Booking("run-1", "interruption", "CNY", NOW, "anna", "test");
      other.book(booking, reader -> reader.line("alice", 30));
      try (Connection raw =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("other.db"));
          Statement statement = raw.createStatement()) {
        statement.execute("drop trigger posting_stays");
        statement.execute("update posting set amount = 31 where account = 'customer/alice'");
      }
      assertThat(other.audit().faults())
          .containsExactly(
              "entry 1 does not balance: its postings sum to 1",
              "entry 1 is not as it was written");
    }
  }

  private void tamper(String sql) throws SQLException {
    try (Connection raw =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("settle.db"));
        Statement statement = raw.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void namesGoInTheOrderDatabasesSortThemWhateverTheirLetters() {
    Map<String, Long> due = new TreeMap<>(Utf8::compare);
    for (String name : List.of("z", "ä", "王", "\uff5e", "😀", "a", "A", "~")) {
      due.put(name, 10L);
    }
    Booking booking = new Booking("run-1", "interruption", "CNY", NOW, "anna", "test");
    assertThat(ledger.book(booking, reader -> due.forEach(reader::line)).customers()).isEqualTo(8);
    assertThat(ledger.book(booking, reader -> due.forEach(reader::line)).customers()).isZero();
  }

  @Test
  void randomCorrectionsEndAtWhatWasSaidLast() {
    long seed = Long.getLong("s22.seed", System.nanoTime());
    System.out.println("LedgerTest -Ds22.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Long> said = new TreeMap<>();
    for (int round = 0; round < 20; round++) {
      said.clear();
      for (int user = 0; user < 30; user++) {
        if (random.nextInt(3) > 0) {
          said.put("user-" + user, (long) random.nextInt(4));
        }
      }
      book(said);
      long sum = said.values().stream().mapToLong(Long::longValue).sum();
      assertThat(ledger.payments().standing("run-1", "CNY").due()).isEqualTo(sum);
    }
    said.forEach((user, due) ->
        assertThat(ledger.payments().ofCustomer("run-1", "CNY", user).due()).isEqualTo(due));
  }

  @Test
  void whatIsPaidIsOwedNoMoreAndPreparedNoMore() {
    book(Map.of("alice", 30L, "bob", 45L));
    assertThat(ledger.payments().prepare("run-1", "CNY", NOW)).isEqualTo(2);
    assertThat(ledger.payments().prepare("run-1", "CNY", NOW)).isZero();
    List<Payment> open = ledger.payments().open("run-1", "", 10);
    List<End> ends = open.stream().map(each -> new End(each, true, "200")).toList();
    ledger.payments().end("run-1", ends, NOW, "anna");
    ledger.payments().end("run-1", ends, NOW, "anna");
    Payments.Standing standing = ledger.payments().standing("run-1", "CNY");
    assertThat(standing).isEqualTo(new Payments.Standing(75, 75, 0, 0, 0));
    assertThat(ledger.payments().prepare("run-1", "CNY", NOW)).isZero();
    assertThat(ledger.payments().open("run-1", "", 10)).isEmpty();
  }

  @Test
  void aCorrectionAfterPaymentPaysTheDifferenceUnderAnotherKeyAndNamesWhatWasTooMuch() {
    book(Map.of("alice", 30L, "bob", 45L));
    payAll();
    book(Map.of("alice", 50L, "bob", 40L));
    assertThat(ledger.payments().prepare("run-1", "CNY", NOW)).isEqualTo(1);
    assertThat(ledger.payments().open("run-1", "", 10))
        .singleElement()
        .satisfies(payment -> {
          assertThat(payment.customer()).isEqualTo("alice");
          assertThat(payment.amount()).isEqualTo(20);
        });
    assertThat(ledger.payments().standing("run-1", "CNY").overpaid()).isEqualTo(5);
  }

  @Test
  void aRefusedPaymentIsStillOwedAndComesUnderAnotherKey() {
    book(Map.of("alice", 30L));
    ledger.payments().prepare("run-1", "CNY", NOW);
    Payment first = ledger.payments().open("run-1", "", 10).getFirst();
    ledger.payments().end("run-1", List.of(new End(first, false, "422 no account")), NOW, "anna");
    assertThat(ledger.payments().standing("run-1", "CNY").owed()).isEqualTo(30);
    assertThat(ledger.payments().prepare("run-1", "CNY", NOW)).isEqualTo(1);
    Payment second = ledger.payments().open("run-1", "", 10).getFirst();
    assertThat(second.key()).isNotEqualTo(first.key());
  }

  private void payAll() {
    ledger.payments().prepare("run-1", "CNY", NOW);
    List<End> ends =
        ledger.payments().open("run-1", "", 10).stream()
            .map(each -> new End(each, true, "200"))
            .toList();
    ledger.payments().end("run-1", ends, NOW, "anna");
  }

  @Test
  void aCaseIsWorthWhatWasDecidedLastAndNeverMoreThanTheContractAllows() {
    Cases cases = ledger.cases();
    Cases.Event opening =
        new Cases.Event("run-1", "loss-1", "alice", null, "CNY", NOW, "anna", "gone", "{}");
    cases.open(opening);
    assertThatThrownBy(() -> cases.open(opening)).hasMessageContaining("loss-1");
    Cases.Decision decision = new Cases.Decision("run-1", NOW, "boss", "receipt");
    BigDecimal most = new BigDecimal("5000");
    for (String amount : List.of("5000.01", "-1", "0.001")) {
      assertThatThrownBy(() -> cases.decide(decision, "loss-1", new BigDecimal(amount), most, 2))
          .isInstanceOf(S22Exception.class)
          .hasMessageContaining(amount);
    }
    assertThatThrownBy(() -> cases.decide(decision, "loss-1", BigDecimal.ONE, null, 2))
        .isInstanceOf(S22Exception.class);
    assertThatThrownBy(() -> cases.decide(decision, "loss-2", BigDecimal.ONE, most, 2))
        .hasMessageContaining("loss-2");
    cases.decide(decision, "loss-1", most, most, 2);
    cases.decide(decision, "loss-1", new BigDecimal("4999.5"), most, 2);
    assertThat(cases.of("run-1").get("loss-1"))
        .satisfies(each -> {
          assertThat(each.amount()).isEqualTo(499_950);
          assertThat(each.decisions()).hasSize(2);
        });
  }
}
