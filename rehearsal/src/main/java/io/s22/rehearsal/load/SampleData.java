package io.s22.rehearsal.load;

import io.s22.data.mariadb.Node;
import java.util.List;

/**
 * A film rental shop in the manner of the sakila sample database: the same sizes and kinds of
 * columns (sets, enums, years, blobs, places, keys of two columns, a table without a key), made by
 * the server itself; and a large table of orders beside it.
 */
public final class SampleData {
  private SampleData() {}

  private static final List<String> STATEMENTS =
      List.of(
          "CREATE DATABASE IF NOT EXISTS rental DEFAULT CHARACTER SET utf8mb4",
          "CREATE TABLE rental.actor (actor_id SMALLINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,"
              + " first_name VARCHAR(45) NOT NULL, last_name VARCHAR(45) NOT NULL,"
              + " last_update TIMESTAMP NOT NULL DEFAULT '2024-01-01 00:00:00', KEY (last_name))",
          "INSERT INTO rental.actor (first_name, last_name)"
              + " SELECT CONCAT('First', seq), CONCAT('Läst', seq % 120) FROM seq_1_to_200",
          "CREATE TABLE rental.film (film_id SMALLINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,"
              + " title VARCHAR(128) NOT NULL, description TEXT, release_year YEAR,"
              + " rental_rate DECIMAL(4,2) NOT NULL, length SMALLINT UNSIGNED, score DOUBLE,"
              + " rating ENUM('G','PG','PG-13','R','NC-17') DEFAULT 'G',"
              + " special_features SET('Trailers','Commentaries','Deleted Scenes'))",
          "INSERT INTO rental.film SELECT seq, CONCAT('Film ', seq), REPEAT('words ', seq % 20),"
              + " 1990 + seq % 30, (seq % 500) / 100, 60 + seq % 90, seq / 7, 1 + seq % 5, seq % 8"
              + " FROM seq_1_to_1000",
          "CREATE TABLE rental.film_actor (actor_id SMALLINT UNSIGNED, film_id SMALLINT UNSIGNED,"
              + " PRIMARY KEY (actor_id, film_id),"
              + " FOREIGN KEY (actor_id) REFERENCES rental.actor (actor_id),"
              + " FOREIGN KEY (film_id) REFERENCES rental.film (film_id))",
          "INSERT IGNORE INTO rental.film_actor"
              + " SELECT 1 + seq % 200, 1 + (seq * 7) % 1000 FROM seq_1_to_5462",
          "CREATE TABLE rental.address (address_id INT PRIMARY KEY, address VARCHAR(50) NOT NULL,"
              + " postcode CHAR(10), place GEOMETRY NOT NULL, photo BLOB)",
          "INSERT INTO rental.address SELECT seq, CONCAT(seq, ' Road'), NULLIF(seq % 9999, 7),"
              + " POINT(seq, seq / 2), IF(seq % 3 = 0, NULL, UNHEX(MD5(seq))) FROM seq_1_to_603",
          "CREATE TABLE rental.rental (rental_id INT AUTO_INCREMENT PRIMARY KEY,"
              + " rental_date DATETIME NOT NULL, inventory_id INT NOT NULL, customer_id INT NOT"
              + " NULL, return_date DATETIME, UNIQUE (rental_date, inventory_id, customer_id))",
          "INSERT INTO rental.rental SELECT seq, '2024-01-01' + INTERVAL seq MINUTE, seq % 4581,"
              + " seq % 599, IF(seq % 90 = 0, NULL, '2024-02-01' + INTERVAL seq MINUTE)"
              + " FROM seq_1_to_16044",
          "CREATE TABLE rental.country (code VARCHAR(3) CHARACTER SET latin1 PRIMARY KEY,"
              + " name VARCHAR(50) NOT NULL)",
          "INSERT INTO rental.country SELECT CONV(seq + 1000, 10, 36), CONCAT('Land ', seq)"
              + " FROM seq_1_to_109",
          "CREATE TABLE rental.visit (at DATETIME(3) NOT NULL, what VARCHAR(20) NOT NULL)",
          "INSERT INTO rental.visit SELECT '2024-01-01' + INTERVAL seq SECOND, seq % 17"
              + " FROM seq_1_to_2000",
          "CREATE TABLE rental.orders (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,"
              + " customer_id SMALLINT UNSIGNED NOT NULL, staff TINYINT UNSIGNED,"
              + " amount DECIMAL(7,2) NOT NULL, created DATETIME NOT NULL,"
              + " note VARCHAR(60) NOT NULL, body TEXT, KEY (customer_id))");

  private static final String ORDERS =
      "INSERT INTO rental.orders SELECT seq, seq %% 600, NULLIF(seq %% 3, 2), (seq %% 1000) / 7,"
          + " '2024-01-01' + INTERVAL seq SECOND, CONCAT('note number ', seq),"
          + " IF(seq %% 5 = 0, NULL, REPEAT('x', seq %% 50)) FROM seq_%d_to_%d";

  /** Makes everything on {@code primary}, with {@code orders} rows in the large table. */
  public static void create(Node primary, int orders) {
    primary.run("USE mysql");
    STATEMENTS.forEach(primary::run);
    // In parts: one huge transaction would hold up every replica.
    for (int from = 1; from <= orders; from += 50_000) {
      primary.run(ORDERS.formatted(from, Math.min(orders, from + 49_999)));
    }
  }
}
