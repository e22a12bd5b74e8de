package io.s22.settle.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.Compensation.Minutes;
import io.s22.plan.Compensation.Overlapping;
import io.s22.plan.Compensation.Rounding;
import io.s22.plan.S22Exception;
import io.s22.settle.Measurements;
import io.s22.settle.Nanos;
import io.s22.settle.Orders;
import io.s22.settle.Roll;
import io.s22.settle.Settlement;
import io.s22.settle.Terms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputsTest {
  private static final List<String> SERVICES = List.of("api", "files");
  private static final long OPENS = Nanos.of(Instant.parse("2024-03-15T16:00:00Z"));
  private static final long HOUR = 3_600_000_000_000L;
  private static final Terms TERMS =
      new Terms(
          Currency.getInstance("CNY"),
          Map.of("api", new BigDecimal("0.1"), "files", new BigDecimal("0.1")),
          Overlapping.ONCE,
          Minutes.EXACT,
          Rounding.COMMERCIAL,
          OPENS,
          OPENS + 4 * HOUR,
          OPENS + 4 * HOUR,
          OPENS,
          0,
          null,
          null,
          2);

  @TempDir private Path folder;
  private final Roll roll = new Roll(SERVICES);
  private final Orders orders = new Orders(TERMS);
  private final Inputs inputs = new Inputs(roll, SERVICES, ZoneId.of("Asia/Shanghai"));

  private static ByteArrayInputStream of(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private long cents(String user) {
    Settlement settlement = new Settlement(TERMS, new Measurements(), roll, orders);
    return settlement.cents(settlement.due(settlement.find(user)).amount());
  }

  @Test
  void whoWasMeasuredCountsByThatAndAllOthersByTheService() throws IOException {
    inputs.users(of("user,service\nalice,api\nbob,api\ncarol,files\ndan,\n"), "users.csv");
    inputs.outages(
        of(
            """
            user,service,from,to
            ,api,2024-03-16 01:00:00,2024-03-16 01:10:00
            bob,api,2024-03-16T01:00:00+08:00,2024-03-15T17:01:00Z
            dan,api,,
            """),
        "outages.csv");
    Settlement settlement = new Settlement(TERMS, new Measurements(), roll, orders);
    for (var each : Map.of("alice", 100L, "bob", 10L, "carol", 0L, "dan", 0L).entrySet()) {
      assertThat(settlement.cents(settlement.due(settlement.find(each.getKey())).amount()))
          .as(each.getKey())
          .isEqualTo(each.getValue());
    }
    assertThat(settlement.due(settlement.find("bob")).parts().getFirst().stretch().evidence())
        .singleElement()
        .satisfies(evidence -> {
          assertThat(evidence.toString()).isEqualTo("outages.csv:3");
          assertThat(evidence.hash()).hasSize(64);
        });
  }

  @Test
  void twoServicesAwayAtOnceArePaidOnce() throws IOException {
    inputs.outages(
        of(
            """
            to,from,user,service
            2024-03-16 01:10,2024-03-16 01:00,alice,api
            2024-03-16 01:15,2024-03-16 01:05,alice,files
            """),
        "outages.csv");
    assertThat(cents("alice")).isEqualTo(150);
  }

  @Test
  void ordersInTheWindowBringTwiceThePointsAndAnOrderToldTwiceCountsOnce() throws IOException {
    inputs.orders(
        of(
            "\uFEFForder,user,at,points\r\n"
                + "1,\"Smith, J\",2024-03-16 00:00,100\r\n"
                + "1,\"Smith, J\",2024-03-16 00:00,100\r\n"
                + "2,\"Smith, J\",2024-03-16 03:59:59.999999999,7\r\n"
                + "3,\"Smith, J\",2024-03-16 04:00,1000\r\n"),
        "orders.csv",
        orders);
    assertThat(orders.count()).isEqualTo(3);
    assertThat(orders.inWindow()).isEqualTo(2);
    assertThat(orders.extra(roll.user("Smith, J"))).isEqualTo(107);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alice,apy,2024-03-16 01:00,2024-03-16 01:10|orders.csv:2|'apy' is no service
          alice,api,2024-03-16 01:20,2024-03-16 01:10|orders.csv:2|ends before it begins
          alice,api,yesterday,2024-03-16 01:10|orders.csv:2|'from' is 'yesterday'
          alice,api,2024-03-16 01:00|orders.csv:2|3 cells
          alice,api,99999-03-16 01:00,2024-03-16 01:10|orders.csv:2|no time
          "alice"x,api,2024-03-16 01:00,2024-03-16 01:10|orders.csv:2|closed quotation mark
          "alice,api,2024-03-16 01:00,2024-03-16 01:10|orders.csv:2|never closed
          """,
      quoteCharacter = '\0')
  void aBadRowIsNamedByItsLineAndNothingIsSettled(String row, String place, String what) {
    assertThatThrownBy(
            () -> inputs.outages(of("user,service,from,to\n" + row + "\n"), "orders.csv"))
        .isInstanceOf(S22Exception.class)
        .hasMessageContaining(place)
        .hasMessageContaining(what);
  }

  @Test
  void everyBadRowIsNamedNotJustTheFirst() {
    assertThatThrownBy(() ->
            inputs.orders(
                of(
                    """
                    order,user,at,points
                    1,alice,2024-03-16 01:00,-5
                    2,,2024-03-16 01:00,5
                    3,bob,2024-03-16 01:00,5
                    3,bob,2024-03-16 01:00,6
                    4,bob,2024-03-16 01:00,lots
                    """),
                "orders.csv",
                orders))
        .hasMessageStartingWith("4 rows")
        .hasMessageContaining("orders.csv:2: 'points' is -5")
        .hasMessageContaining("orders.csv:3: 'user' is empty")
        .hasMessageContaining("orders.csv:5: the order '3' was there before")
        .hasMessageContaining("orders.csv:6: 'points' is 'lots'");
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> inputs.orders(of("order,who\n"), "orders.csv", orders))
        .hasMessageContaining("no column is called 'user'");
    assertThatThrownBy(() -> inputs.users(of(""), "users.csv"))
        .hasMessageContaining("the file is empty");
  }

  @Test
  void anHourThatIsThereTwiceNeedsItsOffset() {
    Inputs berlin = new Inputs(roll, SERVICES, ZoneId.of("Europe/Berlin"));
    assertThatThrownBy(() ->
            berlin.outages(
                of("user,service,from,to\na,api,2024-10-27 02:30,2024-10-27 03:30\n"), "o.csv"))
        .hasMessageContaining("twice");
  }

  @Test
  void rubbishIsRefusedAndNeverADefect() throws IOException {
    long seed = Long.getLong("s22.seed", System.nanoTime());
    System.out.println("InputsTest -Ds22.seed=" + seed);
    Random random = new Random(seed);
    byte[] alphabet = "user,service\"\n\r ,,,\"apil2024-3T:;=\t\0".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] head = "user,service,from,to\n".getBytes(StandardCharsets.UTF_8);
      byte[] file = java.util.Arrays.copyOf(head, head.length + random.nextInt(200));
      for (int b = head.length; b < file.length; b++) {
        file[b] =
            random.nextInt(20) == 0
                ? (byte) random.nextInt(256)
                : alphabet[random.nextInt(alphabet.length)];
      }
      try {
        inputs.outages(new ByteArrayInputStream(file), "rubbish.csv");
      } catch (S22Exception refused) {
        assertThat(refused.code()).isEqualTo("S22-9652");
        assertThat(refused.getMessage()).doesNotContain("\0");
      }
    }
  }

  @Test
  void aRowOfAMegabyteIsRefusedAndTheNextIsRead() {
    String file = "user,service\n" + "x".repeat(1_000_000) + ",api\nbob,apy\n";
    assertThatThrownBy(() -> inputs.users(of(file), "users.csv"))
        .hasMessageStartingWith("2 rows")
        .hasMessageContaining("users.csv:2: the row is longer")
        .hasMessageContaining("users.csv:3: 'apy'");
  }

  @Test
  void ordersComeOutOfADatabaseThatIsOnlyRead() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("shop.db");
    try (Connection shop = DriverManager.getConnection(url);
        Statement statement = shop.createStatement()) {
      statement.execute("create table orders (id, customer, placed, points)");
      statement.execute("insert into orders values (7, 'alice', '2024-03-16 01:00:00', 30)");
      statement.execute("insert into orders values (8, 'alice', '2024-03-17 01:00:00', 30)");
    }
    try (Connection shop = OrdersSql.open(url, "", "")) {
      OrdersSql.read(shop, "select id, customer, placed, points from orders", inputs, orders);
      assertThat(orders.extra(roll.user("alice"))).isEqualTo(30);
      for (String query :
          List.of(
              "delete from orders",
              "select 1; drop table orders",
              "select id from orders",
              "with gone as (select 1) delete from orders")) {
        assertThatThrownBy(() -> OrdersSql.read(shop, query, inputs, orders))
            .as(query)
            .isInstanceOf(S22Exception.class)
            .hasMessageContaining("cannot be read");
      }
    }
    try (Connection shop = DriverManager.getConnection(url);
        Statement statement = shop.createStatement();
        var count = statement.executeQuery("select count(*) from orders")) {
      assertThat(count.getInt(1)).isEqualTo(2);
    }
  }
}
