package io.s22.server.snapshot;

import io.s22.tell.snapshot.Snapshot;
import java.io.IOException;

/** A place outside the cluster that snapshots are put to. */
public interface Target {
  /** Its address, without secrets. */
  String name();

  /**
   * Puts all files there, in their order; each is there whole or not at all.
   *
   * @throws IOException when it could not be done; it is tried again with a newer one
   */
  void put(Snapshot snapshot) throws IOException, InterruptedException;
}
