package io.s22.bench.forecast;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time, which other work on the machine disturbs less than the clock. */
final class Cpu {
  private Cpu() {}

  /** Of this process, all threads, in nanoseconds. */
  static long nanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
