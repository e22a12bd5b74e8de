package io.s22.journal;

/**
 * A view of a journal: a value that each entry makes anew. Folds hold no more than their value, so
 * a journal of any length is read in constant memory, and a live view goes on where it stopped.
 *
 * @param <V> the value; best a record
 */
@FunctionalInterface
public interface Fold<V> {
  /** The view after {@code entry}. */
  V after(V before, Entry entry);

  /** The view after all of {@code entries}, which come in the journal's order. */
  default V over(V start, Iterable<Entry> entries) {
    V value = start;
    for (Entry entry : entries) {
      value = after(value, entry);
    }
    return value;
  }

  /** Takes entries one after the other, as stores and files hand them on. */
  default Folding<V> from(V start) {
    return new Folding<>(this, start);
  }

  /** A fold under way. */
  final class Folding<V> implements java.util.function.Consumer<Entry> {
    private final Fold<V> fold;
    private V value;
    private long seq;

    private Folding(Fold<V> fold, V start) {
      this.fold = fold;
      this.value = start;
    }

    @Override
    public void accept(Entry entry) {
      value = fold.after(value, entry);
      seq = entry.seq();
    }

    /** The view so far. */
    public V value() {
      return value;
    }

    /** The number of the last entry in it; 0 for none. Go on reading at the one after. */
    public long seq() {
      return seq;
    }
  }
}
