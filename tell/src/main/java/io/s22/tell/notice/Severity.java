package io.s22.tell.notice;

/** How much a notice matters. Each has a queue of its own on each channel. */
public enum Severity {
  INFO,
  WARNING,
  URGENT
}
