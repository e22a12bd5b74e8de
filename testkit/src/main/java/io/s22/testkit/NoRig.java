package io.s22.testkit;

import io.s22.run.Driver;
import io.s22.run.Task;

/** Stands where no rig has been opened yet. */
final class NoRig implements DriverRig {
  private static IllegalStateException none() {
    return new IllegalStateException("the rig is opened before each test");
  }

  @Override
  public Driver open() {
    throw none();
  }

  @Override
  public Task quick(String step) {
    throw none();
  }

  @Override
  public Task held(String step) {
    throw none();
  }

  @Override
  public void letGo(String step) {
    throw none();
  }

  @Override
  public Task failing(String step) {
    throw none();
  }

  @Override
  public int count(String step) {
    throw none();
  }

  @Override
  public void close() {}
}
