package io.s22.rehearsal.mariadb;

/**
 * The users every node has. They are made by the init file at each start, outside of the binary
 * log: else each node would begin with transactions of its own.
 *
 * @param adminPassword of {@link #ADMIN}, who may do all
 * @param appPassword of {@link #APP}, who is an ordinary user: read_only binds it
 */
public record Logins(String adminPassword, String appPassword) {
  public static final String ADMIN = "s22";
  public static final String APP = "app";
  public static final String DATABASE = "shop";

  String sql() {
    return """
    SET sql_log_bin=0;
    CREATE DATABASE IF NOT EXISTS shop;
    CREATE USER IF NOT EXISTS 's22'@'127.0.0.1';
    SET PASSWORD FOR 's22'@'127.0.0.1' = PASSWORD('%s');
    GRANT ALL PRIVILEGES ON *.* TO 's22'@'127.0.0.1' WITH GRANT OPTION;
    CREATE USER IF NOT EXISTS 'app'@'127.0.0.1';
    SET PASSWORD FOR 'app'@'127.0.0.1' = PASSWORD('%s');
    GRANT ALL PRIVILEGES ON shop.* TO 'app'@'127.0.0.1';
    """
        .formatted(adminPassword, appPassword);
  }

  @Override
  public String toString() {
    return "Logins[...]";
  }
}
