package io.s22.plan;

/**
 * A place in a plan file.
 *
 * @param line counted from 1
 * @param column counted from 1, in characters
 */
public record Mark(int line, int column) {
  /** Stands for an element that was built by code and stands in no file. */
  public static final Mark NOWHERE = new Mark(0, 0);

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
