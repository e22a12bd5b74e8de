package io.s22.window.traffic;

import io.s22.window.traffic.Summary.Kind;
import io.s22.window.traffic.Summary.Row;
import io.s22.window.traffic.Summary.Source;
import io.s22.window.traffic.TrafficReader.Work;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/** Takes cells in order and saves a summary whenever a day is full. */
final class DaySink implements Consumer<Cell> {
  private static final int MINUTES_PER_DAY = 1440;

  private final Kind kind;
  private final Source source;
  private final SummaryFolder folder;
  private final List<String> groups;
  private final List<Row> rows = new ArrayList<>();
  private final List<Cell> minute = new ArrayList<>();
  private @Nullable LocalDate day;

  DaySink(Kind kind, Source source, Work work) {
    this.kind = kind;
    this.source = source;
    this.folder = work.summaries();
    this.groups = work.options().routes().groups();
  }

  @Override
  public void accept(Cell cell) {
    if (!minute.isEmpty() && minute.getFirst().minute() != cell.minute()) {
      endMinute();
    }
    LocalDate own = LocalDate.ofEpochDay(Math.floorDiv(cell.minute(), MINUTES_PER_DAY));
    if (!own.equals(day)) {
      endDay();
      day = own;
    }
    minute.add(cell);
  }

  void end() {
    endMinute();
    endDay();
  }

  private void endMinute() {
    if (minute.isEmpty()) {
      return;
    }
    Cell sum = minute.getFirst();
    for (int i = 1; i < minute.size(); i++) {
      Cell next = minute.get(i);
      sum = sum.plus(new Cell(sum.minute(), sum.group(), next.counters(), next.users()));
    }
    rows.add(row(sum, Summary.ALL));
    if (groups.size() > 1) {
      minute.forEach(cell -> rows.add(row(cell, groups.get(cell.group()))));
    }
    minute.clear();
  }

  private static Row row(Cell cell, String route) {
    long[] c = cell.counters();
    HllSketch users = cell.users();
    return new Row(
        Math.floorMod(cell.minute(), MINUTES_PER_DAY),
        route,
        c[MinuteTable.REQUESTS],
        c[MinuteTable.SERVER_ERRORS],
        c[MinuteTable.CLIENT_ERRORS],
        c[MinuteTable.BYTES],
        c[MinuteTable.TIMED],
        c[MinuteTable.MICROS],
        users == null ? 0 : users.getEstimate(),
        users == null ? null : users.copyAs(TgtHllType.HLL_4).toCompactByteArray());
  }

  private void endDay() {
    LocalDate own = day;
    if (own != null && !rows.isEmpty()) {
      folder.save(new Summary(own, kind, List.of(source), rows));
    }
    rows.clear();
  }
}
