package io.s22.rehearsal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.data.redis.KeySample;
import io.s22.data.redis.RedisNode;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;

class KeySampleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private LocalRedis first;
  private LocalRedis second;
  private RedisNode primary;
  private RedisNode replica;

  @BeforeEach
  void start() {
    RedisBinary six = RedisBinary.six(ArtefactStore.ofThisUser());
    List<Integer> ports = Ports.free(2);
    first = new LocalRedis("k-1", six, folder.resolve("k-1"), ports.get(0), false);
    second = new LocalRedis("k-2", six, folder.resolve("k-2"), ports.get(1), false);
    first.start(null);
    second.start(first.server());
    primary = RedisNode.open(first.server(), PATIENCE);
    replica = RedisNode.open(second.server(), PATIENCE);
  }

  @AfterEach
  void stop() {
    replica.close();
    primary.close();
    second.close();
    first.close();
  }

  private static void write(RedisNode node, int number) {
    node.run(Command.SET, "key:" + number % 200, Integer.toString(number));
  }

  @Test
  void keysThatOthersWriteMeanwhileDoNotDiffer() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try (RedisNode node = RedisNode.open(first.server(), PATIENCE)) {
                for (int number = 0; !over.get(); number++) {
                  write(node, number);
                }
              }
            });
    try {
      for (int round = 0; round < 5; round++) {
        assertThat(KeySample.compare(primary, replica, 200).differing()).isEmpty();
      }
    } finally {
      over.set(true);
      writer.join();
    }
  }

  @Test
  void aKeyThatIsWrongOnTheReplicaIsNamed() {
    for (int number = 0; number < 20; number++) {
      write(primary, number);
    }
    primary.run(Command.WAIT, "1", "5000");
    replica.run(Command.CONFIG, "SET", "replica-read-only", "no");
    replica.run(Command.SET, "key:7", "wrong");

    KeySample.Report report = KeySample.compare(primary, replica, 400);

    assertThat(report.keys()).isEqualTo(20);
    assertThat(report.differing()).containsExactly("key:7");
  }
}
