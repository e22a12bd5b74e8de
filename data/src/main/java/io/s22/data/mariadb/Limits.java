package io.s22.data.mariadb;

import java.time.Duration;

/**
 * How long a change of roles may take.
 *
 * @param lease after which held clients are let go whatever happened
 * @param lag a replica further behind is refused before anything is touched
 * @param catchUp for the last transactions, while clients are held
 * @param patience for any one answer of a server
 */
public record Limits(Duration lease, Duration lag, Duration catchUp, Duration patience) {
  /** 10 s, 10 s, 5 s, 15 s. */
  public static final Limits USUAL =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15));
}
