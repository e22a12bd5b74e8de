package io.s22.acceptance;

import io.s22.journal.Event;
import io.s22.store.JdbcRunStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A run whose only step lasts: a window that is open while others look. */
final class Watched {
  private static final String PLAN =
      """
      plan: watched
      title: {en: A change that lasts, zh: 一次持续的变更}
      zone: UTC
      window: {opens: 2026-01-01 00:00, closes: 2026-01-01 01:00}
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}, mail: {title: {en: Mail, zh: 邮件}}}}
      people: {lead: somebody}
      stages:
        - stage: only
          title: {en: The only stage, zh: 唯一阶段}
          box: 00:00-01:00
          steps:
            - {step: long, run: "exec sleep 600", takes: 10m, interrupts: shop, verify: "true", repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1s}}
      """;

  private Watched() {}

  /** Opens it, with a window from now on; whoever drives the store's runs begins at once. */
  static void open(JdbcRunStore store, Instant now) {
    Instant opens = now.truncatedTo(ChronoUnit.MILLIS).minusSeconds(1);
    store.open(
        "watched-1",
        opens,
        "test",
        new Event.RunOpened(
            "watched",
            PLAN,
            "0".repeat(64),
            opens,
            opens.plus(Duration.ofHours(1)),
            Map.of(),
            List.of(),
            "test"));
  }
}
