package io.s22.data;

/**
 * Hears of every sub-step of an algorithm, before and after it: to print it, to record it, or, in a
 * test, to die exactly there.
 */
public interface Progress {
  /** Hears nothing. */
  Progress SILENT = new SilentProgress();

  /** The sub-step {@code name} is about to act. */
  void before(String name);

  /** The sub-step {@code name} holds; {@code detail} says what was seen or done. */
  void after(String name, String detail);
}
