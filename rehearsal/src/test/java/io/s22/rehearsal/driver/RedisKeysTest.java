package io.s22.rehearsal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.data.redis.RedisNode;
import io.s22.data.redis.RedisServer;
import io.s22.driver.redis.RedisDriver;
import io.s22.journal.Finding;
import io.s22.journal.Outcome;
import io.s22.rehearsal.process.ArtefactStore;
import io.s22.rehearsal.process.Ports;
import io.s22.rehearsal.redis.LocalRedis;
import io.s22.rehearsal.redis.RedisBinary;
import io.s22.run.Driver;
import io.s22.run.Prediction;
import io.s22.run.Surroundings;
import io.s22.run.Task;
import io.s22.testkit.FixedSecrets;
import io.s22.testkit.TaskDraft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;

/** Backup, restore and the move to a cluster, by the driver, on real servers. */
class RedisKeysTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder = Path.of("");
  private final List<LocalRedis> servers = new ArrayList<>();
  private final Driver driver = new RedisDriver(System::nanoTime);

  @BeforeEach
  void start() {
    RedisBinary six = RedisBinary.six(ArtefactStore.ofThisUser());
    List<Integer> ports = Ports.free(5);
    for (int i = 0; i < 5; i++) {
      String name = i == 0 ? "redis-1" : i == 1 ? "scratch" : "c-" + i;
      servers.add(new LocalRedis(name, six, folder.resolve(name), ports.get(i), i > 1));
      servers.getLast().start(null);
    }
    try (RedisNode node = open(0)) {
      for (int i = 0; i < 2_000; i++) {
        node.run(Command.SET, "text:" + i, "value " + i);
      }
      node.run(Command.HSET, "hash", "a", "1", "b", "2");
      node.run(Command.RPUSH, "list", "x", "y", "x");
      node.run(Command.SADD, "set", "p", "q", "r");
      node.run(Command.ZADD, "ranks", "1", "one", "2", "two");
      node.run(Command.XADD, "stream", "1-1", "field", "said");
      node.run(Command.SET, "lapses", "soon", "EX", "3600");
    }
  }

  @AfterEach
  void stop() {
    servers.forEach(LocalRedis::close);
  }

  private RedisNode open(int number) {
    return RedisNode.open(server(number), PATIENCE);
  }

  private RedisServer server(int number) {
    return servers.get(number).server();
  }

  private static String named(RedisServer server) {
    return server.name() + "=" + server.address();
  }

  private Surroundings surroundings() {
    return new Surroundings(
        Clock.systemUTC()::instant, new FixedSecrets(Map.of()), line -> {}, folder.resolve("home"));
  }

  private Task task(String step, String action, Map<String, Object> more) {
    Map<String, Object> with = new HashMap<>(more);
    with.put("nodes", List.of(named(server(0))));
    return TaskDraft.of(step, with).action(action).task();
  }

  private Map<String, Object> cluster() {
    return Map.of("cluster", List.of(named(server(2)), named(server(3)), named(server(4))));
  }

  private String done(Task task) throws InterruptedException {
    Outcome outcome = driver.perform(task, surroundings());
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(driver.probe(task, surroundings())).isEqualTo(new Finding.Ended(outcome));
    assertThat(driver.perform(task, surroundings())).isEqualTo(outcome);
    return outcome instanceof Outcome.Done done ? done.detail() : "";
  }

  private String failed(Task task) throws InterruptedException {
    Outcome outcome = driver.perform(task, surroundings());
    return outcome instanceof Outcome.Failed failure ? failure.reason() : "it did not fail";
  }

  private Prediction predict(Task task) throws InterruptedException {
    return driver.predict(task, surroundings());
  }

  @Test
  void aBackupIsTriedOnAScratchServerAndPutsBackWhatIsMissing() throws Exception {
    Map<String, Object> scratch = Map.of("scratch", server(1).address().toString());
    Task backup = task("b", "backup", scratch);
    assertThat(predict(backup)).isInstanceOf(Prediction.WouldChange.class);
    assertThat(done(backup)).contains("2006 keys", "2006 keys the same, 0 written since");
    try (RedisNode node = open(1)) {
      assertThat(node.run(Command.DBSIZE)).isEqualTo("0");
    }
    try (RedisNode node = open(0)) {
      node.run(Command.DEL, "hash", "text:5", "lapses");
      node.run(Command.SET, "text:6", "written since");
      Task restore = task("r", "restore", Map.of("from", "last-dump"));
      assertThat(predict(restore)).isInstanceOf(Prediction.WouldChange.class);
      assertThat(done(restore)).contains("3 of 2006 keys put back");
      assertThat(node.run(Command.GET, "text:6")).isEqualTo("written since");
      assertThat(node.run(Command.HGET, "hash", "b")).isEqualTo("2");
      assertThat(Integer.parseInt(node.run(Command.TTL, "lapses"))).isBetween(1, 3600);
    }
    done(
        task(
            "v",
            "restore",
            Map.of("from", "last-dump", "proof", "every key of the backup is there")));
  }

  @Test
  void aBackupThatWasCutOrChangedIsRefused() throws Exception {
    done(task("b", "backup", Map.of()));
    Path file = folder.resolve("home").resolve("redis.keys");
    String whole = Files.readString(file);
    done(task("v", "backup", Map.of("proof", "backed up")));
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    assertThat(failed(task("c", "restore", Map.of("from", "last-dump")))).contains("S22-8157");
    Files.writeString(file, whole.replaceFirst("(?m)^([A-Za-z0-9+/=]+) 0 ", "$1 1 "));
    assertThat(failed(task("d", "backup", Map.of("proof", "backed up")))).contains("S22-8157");
  }

  @Test
  void aScratchServerThatIsNotEmptyIsLeftAlone() throws Exception {
    try (RedisNode node = open(1)) {
      node.run(Command.SET, "somebody's", "value");
      Task backup = task("b", "backup", Map.of("scratch", server(1).address().toString()));
      assertThat(failed(backup)).contains("S22-8158", "not empty");
      assertThat(node.run(Command.GET, "somebody's")).isEqualTo("value");
    }
  }

  @Test
  void allKeysMoveToAClusterAndBackWithWhatWasWrittenThere() throws Exception {
    done(task("b", "backup", Map.of()));
    Task move = task("m", "to-cluster", cluster());
    assertThat(predict(move)).isInstanceOf(Prediction.WouldChange.class);
    assertThat(done(move)).contains("2006 keys, each the same");
    assertThat(predict(move)).isInstanceOf(Prediction.NoChange.class);
    Map<String, Object> slots = new HashMap<>(cluster());
    slots.put("proof", "all slots served");
    done(task("v", "to-cluster", slots));
    try (RedisNode left = open(0)) {
      assertThat(refused(left)).contains("NOREPLICAS");
      writeInTheCluster();
      Map<String, Object> back = new HashMap<>(cluster());
      back.put("from", "last-dump");
      assertThat(done(task("r", "restore", back))).contains("2006 keys, each the same");
      assertThat(left.run(Command.GET, "text:7")).isEqualTo("written in the cluster");
      left.run(Command.SET, "text:8", "takes writes again");
    }
  }

  private static String refused(RedisNode node) {
    try {
      return node.run(Command.SET, "text:1", "too late");
    } catch (io.s22.plan.S22Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void writeInTheCluster() {
    for (int i = 2; i < 5; i++) {
      try (RedisNode node = open(i)) {
        node.run(Command.SET, "text:7", "written in the cluster");
        return;
      } catch (io.s22.plan.S22Exception moved) {
        assertThat(moved.getMessage()).contains("MOVED");
      }
    }
  }

  @Test
  void doneAgainItDoesNotWriteOverWhatTheClusterHasByNow() throws Exception {
    done(task("m", "to-cluster", cluster()));
    writeInTheCluster();
    assertThat(done(task("again", "to-cluster", cluster()))).contains("was left for the cluster");
    Map<String, Object> back = new HashMap<>(cluster());
    back.put("from", "last-dump");
    done(task("b", "backup", Map.of()));
    done(task("r", "restore", back));
    try (RedisNode node = open(0)) {
      assertThat(node.run(Command.GET, "text:7")).isEqualTo("written in the cluster");
    }
  }

  @Test
  void aClusterOfTwoIsRefused() throws Exception {
    Map<String, Object> two = Map.of("cluster", List.of(named(server(2)), named(server(3))));
    assertThat(failed(task("m", "to-cluster", two))).contains("fewer than three");
  }
}
