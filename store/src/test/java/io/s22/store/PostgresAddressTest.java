package io.s22.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
  private static PostgresAddress of(String url) {
    return PostgresAddress.of(Map.of(JdbcRunStore.DATABASE, url));
  }

  @Test
  void anAddressIsTakenApart() {
    PostgresAddress address =
        of(
            "postgres://ann:p%40ss+1@db1:5433,db2/plans?sslmode=require&currentSchema=night&ssl=true");

    assertThat(address.name()).isEqualTo("postgresql://db1:5433,db2/plans");
    assertThat(address.jdbc())
        .isEqualTo("jdbc:postgresql://db1:5433,db2/plans?sslmode=require&ssl=true");
    assertThat(address.user()).isEqualTo("ann");
    assertThat(address.password()).isEqualTo("p@ss+1");
    assertThat(address.schema()).isEqualTo("night");
    assertThat(address).hasToString("postgresql://db1:5433,db2/plans");
  }

  @Test
  void thePasswordMayComeBesideAndTheSchemaIsS22s() {
    PostgresAddress address =
        PostgresAddress.of(
            Map.of(
                JdbcRunStore.DATABASE,
                "jdbc:postgresql://[::1]/plans",
                "S22_DATABASE_PASSWORD",
                "hush"));

    assertThat(address.password()).isEqualTo("hush");
    assertThat(address.user()).isEmpty();
    assertThat(address.schema()).isEqualTo("s22");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ann:hush@db/plans",
        "postgresql://ann:hush@db",
        "postgresql://ann:hush@/plans",
        "postgresql://ann:hush@db/plans?currentSchema=x;drop",
        "postgresql://ann:%zz@db/plans",
        "postgresql://ann:hush@db/plans bad",
      })
  void whatIsNoAddressIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> of(url))
        .isInstanceOfSatisfying(
            S22Exception.class,
            e -> {
              assertThat(e.code()).isEqualTo("S22-3113");
              assertThat(e.toString() + e.mend()).doesNotContain("hush");
            });
  }
}
