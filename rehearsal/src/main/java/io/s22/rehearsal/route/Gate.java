package io.s22.rehearsal.route;

import io.s22.data.Address;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Open towards a target, or shut. */
final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private volatile Address target;
  private volatile boolean shut;

  Gate(Address target) {
    this.target = target;
  }

  Address target() {
    return target;
  }

  boolean isShut() {
    return shut;
  }

  void shut() {
    shut = true;
  }

  void open(Address next) {
    lock.lock();
    try {
      target = next;
      shut = false;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while it is shut; the target then. */
  Address pass() throws InterruptedException {
    if (!shut) {
      return target;
    }
    lock.lock();
    try {
      while (shut) {
        opened.await();
      }
      return target;
    } finally {
      lock.unlock();
    }
  }
}
