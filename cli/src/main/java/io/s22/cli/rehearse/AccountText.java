package io.s22.cli.rehearse;

import io.s22.cli.rehearse.Account.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The account as lines a person reads. */
public final class AccountText {
  private static final String FORM = "%s %-10s %9s %9s %9s %9s %8s %8s %9s  %s";

  private AccountText() {}

  /** Its lines: the table of services, the switch-overs, the proofs. */
  public static List<String> lines(Account account, boolean colours) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            FORM,
            pad("service"),
            "promised",
            "got",
            "longest",
            "got",
            "requests",
            "failed",
            "announced",
            "p99",
            ""));
    account.rows().forEach(row -> lines.add(row(row)));
    lines.add("");
    account
        .gaps()
        .forEach(gap ->
            lines.add(
                "switch-over %s: %d ms without an acknowledged write"
                    .formatted(gap.effect(), gap.gap().toMillis())));
    lines.add("");
    account.proofs().forEach(proof -> lines.add(painted(proof, colours)));
    lines.add("");
    lines.add(account.holds() ? "Every proof held." : "A PROOF FAILED.");
    return lines;
  }

  private static String row(Row row) {
    return String.format(
        Locale.ROOT,
        FORM,
        pad(row.title()),
        share(row.promised()),
        share(row.got().requests() == 0 ? null : row.got().availability()),
        length(row.longest()),
        row.got().requests() == 0
            ? "-"
            : length(Duration.ofMillis((long) row.got().longestGapMillis())),
        row.got().requests(),
        row.got().failed(),
        row.got().announced(),
        row.got().requests() == 0 ? "-" : Math.round(row.got().p99Millis()) + " ms",
        row.isPromised() ? (row.kept() ? "kept" : "BROKEN") : "");
  }

  private static String painted(Account.Proof proof, boolean colours) {
    return colours
        ? "\u001b[" + (proof.held() ? "32" : "1;31") + "m" + proof + "\u001b[0m"
        : proof.toString();
  }

  private static String share(@Nullable Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.3f%%", share * 100);
  }

  private static String length(@Nullable Duration length) {
    if (length == null) {
      return "-";
    }
    return length.compareTo(Duration.ofSeconds(10)) < 0
        ? length.toMillis() + " ms"
        : length.toSeconds() + " s";
  }

  /** Chinese characters take two places. */
  private static String pad(String title) {
    int wide = 26;
    int places = title.chars().map(c -> c >= 0x2E80 ? 2 : 1).sum();
    return title + " ".repeat(Math.max(1, wide - places));
  }
}
