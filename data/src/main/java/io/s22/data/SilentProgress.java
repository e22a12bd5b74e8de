package io.s22.data;

/** Hears nothing. */
final class SilentProgress implements Progress {
  @Override
  public void before(String name) {}

  @Override
  public void after(String name, String detail) {}
}
