package io.s22.data.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Tables of few rows, many in one question: a journey each would cost more than their rows. */
final class Handful {
  /** A table of more rows is walked. */
  private static final long FEW = 20_000;

  private static final int AT_ONCE = 20;

  private final Sides sides;
  private final Comparison.Options options;
  private final ExecutorService threads;

  Handful(Sides sides, Comparison.Options options, ExecutorService threads) {
    this.sides = sides;
    this.options = options;
    this.threads = threads;
  }

  /** Those of {@code tables} that have few rows on the source. */
  List<Table> few(List<Table> tables) {
    List<Table> few = new ArrayList<>();
    for (int i = 0; i < tables.size(); i += AT_ONCE) {
      few.addAll(sides.source().few(tables.subList(i, Math.min(tables.size(), i + AT_ONCE)), FEW));
    }
    return few;
  }

  /** Compares all of {@code tables}; the number of rows. */
  long run(List<Table> tables, Pace pace, Bookmark mark, Collection<Difference> found)
      throws InterruptedException {
    long rows = 0;
    for (int i = 0; i < tables.size(); i += AT_ONCE) {
      pace.await(sides.copies());
      rows += some(tables.subList(i, Math.min(tables.size(), i + AT_ONCE)), mark, found);
    }
    return rows;
  }

  private long some(List<Table> tables, Bookmark mark, Collection<Difference> found)
      throws InterruptedException {
    List<Future<List<Reader.Digest>>> asked = new ArrayList<>();
    for (Reader copy : sides.copies()) {
      asked.add(threads.submit(() -> copy.digests(tables)));
    }
    List<Reader.Digest> wanted = sides.source().digests(tables);
    List<List<Reader.Digest>> answers = new ArrayList<>();
    for (Future<List<Reader.Digest>> answer : asked) {
      answers.add(Answers.of(answer));
    }
    Examiner examiner = new Examiner(sides.source(), options.patience(), threads);
    long rows = 0;
    for (int i = 0; i < tables.size(); i++) {
      List<Difference> differences = new ArrayList<>();
      for (int c = 0; c < answers.size(); c++) {
        if (!answers.get(c).get(i).equals(wanted.get(i))) {
          differences.addAll(
              examiner.examine(
                  tables.get(i), Range.ALL, wanted.get(i).count(), sides.copies().get(c)));
        }
      }
      mark.done(tables.get(i), null, wanted.get(i).count(), differences);
      found.addAll(differences);
      rows += wanted.get(i).count();
    }
    return rows;
  }
}
