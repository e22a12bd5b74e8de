package io.s22.rehearsal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.data.Progress;
import io.s22.data.redis.RedisCluster;
import io.s22.data.redis.RedisNode;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.Ports;
import io.s22.rehearsal.proof.Finding;
import io.s22.rehearsal.proof.RedisProof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;

class RedisTest {
  @TempDir Path folder;

  @Test
  void failOversKillsAndAnUpgradeUnderLoadLoseNothing() {
    List<Finding> findings =
        RedisProof.run(
            ArtefactStore.ofThisUser(),
            folder.resolve("redis"),
            2,
            Duration.ofSeconds(3),
            System::nanoTime);
    findings.forEach(System.out::println);
    assertThat(findings).hasSize(5).allMatch(Finding::holds);
  }

  @Test
  void inClusterModeAReplicaTakesTheSlotsOfItsPrimaryOver() {
    RedisBinary six = RedisBinary.six(ArtefactStore.ofThisUser());
    List<LocalRedis> nodes = new ArrayList<>();
    try {
      List<Integer> ports = Ports.free(6);
      for (int i = 0; i < 6; i++) {
        nodes.add(new LocalRedis("c-" + i, six, folder.resolve("c-" + i), ports.get(i), true));
        nodes.getLast().start(null);
      }
      RedisCluster cluster = new RedisCluster(Progress.SILENT, System::nanoTime);
      cluster.make(
          nodes.subList(0, 3).stream().map(LocalRedis::server).toList(),
          nodes.subList(3, 6).stream().map(LocalRedis::server).toList());
      assertThat(cluster.failOver(nodes.get(3).server())).contains("the cluster is whole");
      try (RedisNode old = RedisNode.open(nodes.get(0).server(), Duration.ofSeconds(5))) {
        assertThat(old.run(Command.CLUSTER, "INFO")).contains("cluster_slots_ok:16384");
      }
    } finally {
      nodes.forEach(LocalRedis::close);
    }
  }
}
