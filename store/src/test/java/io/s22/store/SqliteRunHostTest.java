package io.s22.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.run.RunHost.Next;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunHostTest extends RunHostContract {
  @TempDir private Path folder;

  @Override
  JdbcRunStore openStore() {
    return JdbcRunStore.sqlite(folder);
  }

  @Test
  void afterTheDiskWasFullARunGoesOnFromWhereItStood() throws InterruptedException {
    opened("r1");
    AtomicInteger written = new AtomicInteger();
    Limit limit = new Limit(store);
    host("a")
        .start(lease -> {
          drives.add("r1");
          while (Runs.entries(store, "r1").size() < 60) {
            lease.journal().append(Runs.note("a", "x".repeat(2_000)), List.of());
            written.incrementAndGet();
            if (written.get() == 10) {
              limit.set();
            }
          }
          drives.add("whole");
          return new Next.Ended();
        });
    assertThat(nextDrive()).isEqualTo("r1");
    Throwable full = reported.poll(20, TimeUnit.SECONDS);
    assertThat(full).isNotNull().extracting("code").isEqualTo("S22-3101");

    limit.lift();

    String next = nextDrive();
    while (next.equals("r1")) {
      next = nextDrive();
    }
    assertThat(next).isEqualTo("whole");
    assertThat(Runs.verdict(store, "r1").orThrow().entries()).isEqualTo(60);
    assertThat(written).hasValue(59);
  }
}
