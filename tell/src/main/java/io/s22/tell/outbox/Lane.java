package io.s22.tell.outbox;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Severity;

/** A queue: one channel, one severity. What is slow in one holds up no other. */
public record Lane(Medium medium, Severity severity) {
  @Override
  public String toString() {
    return medium.word() + "/" + severity.name().toLowerCase(java.util.Locale.ROOT);
  }
}
