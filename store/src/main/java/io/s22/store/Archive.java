package io.s22.store;

import io.s22.journal.Entry;
import io.s22.run.RunStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Journals to look things up in: those of this machine, or a server's. */
public interface Archive extends RunStore {
  /** Hands the canonical JSON of each entry on, as it is stored: what export and verify read. */
  void readLines(String run, long fromSeq, Consumer<String> reader);

  /** The entry of {@code run} with this number; empty where there is none. */
  Optional<Entry> entry(String run, long seq);

  /** The newest entry of {@code run} whose event is of {@code type}, as its JSON has it. */
  Optional<Entry> newest(String run, String type);

  /** Whose turn it is, for each run that has not ended. */
  Map<String, Turn> turns();
}
