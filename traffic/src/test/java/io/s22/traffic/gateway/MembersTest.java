package io.s22.traffic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.traffic.policy.Pool;
import io.s22.traffic.policy.Pool.Balance;
import io.s22.traffic.policy.Pool.Mode;
import io.s22.traffic.policy.Pool.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class MembersTest {
  private static final int THREADS = 4;
  private static final int PICKS = 50_000;

  /** Many searches at the same time take turns; each must still see the whole ring. */
  @Test
  void whoever_searches_at_the_same_time_the_only_node_at_work_is_found() throws Exception {
    Members members =
        Members.of(
            new Pool(
                "api",
                Balance.ROUND_ROBIN,
                List.of(
                    new Node("one", "127.0.0.1", 1, 1, Mode.UP),
                    new Node("two", "127.0.0.1", 2, 1, Mode.DRAIN)),
                null),
            null);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Integer>> searches = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        searches.add(threads.submit(() -> missed(members)));
      }
      for (Future<Integer> search : searches) {
        assertThat(search.get()).isZero();
      }
    }
  }

  private static int missed(Members members) {
    int missed = 0;
    for (int i = 0; i < PICKS; i++) {
      missed += members.pick(null) == null ? 1 : 0;
    }
    return missed;
  }
}
