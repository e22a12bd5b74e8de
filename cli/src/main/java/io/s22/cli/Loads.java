package io.s22.cli;

import io.s22.driver.measure.Jtl;
import io.s22.journal.Measurement;
import io.s22.journal.Measurement.When;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Load tests that somebody else made. */
final class Loads {
  private static final String FIGURE = "load test from outside";

  private Loads() {}

  /** Reads what was given. */
  static List<Measurement> of(@Nullable Path before, @Nullable Path after) {
    List<Measurement> all = new ArrayList<>();
    if (before != null) {
      all.add(Jtl.read(before, FIGURE, When.BEFORE, "JTL files given to the report"));
    }
    if (after != null) {
      all.add(Jtl.read(after, FIGURE, When.AFTER, "JTL files given to the report"));
    }
    return all;
  }
}
