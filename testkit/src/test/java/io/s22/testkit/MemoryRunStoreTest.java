package io.s22.testkit;

import io.s22.run.Lease;
import io.s22.run.RunStore;

class MemoryRunStoreTest extends RunStoreContract {
  private final MemoryRunStore store = new MemoryRunStore();

  @Override
  protected RunStore store() {
    return store;
  }

  @Override
  protected Lease take(String run, String node) {
    return store.take(run, node);
  }
}
