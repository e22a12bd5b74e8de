package io.s22.rehearsal.mariadb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of {@code mariadbd}. They hold no secrets. */
final class ServerCommand {
  private ServerCommand() {}

  private static List<String> common(MariaDbVersion version, Path installed, Path data) {
    List<String> words = new ArrayList<>();
    words.addAll(
        List.of(
            installed.resolve("bin/mariadbd").toString(),
            "--no-defaults",
            "--basedir=" + installed,
            "--datadir=" + data,
            "--lc-messages-dir=" + installed.resolve("share"),
            "--character-sets-dir=" + installed.resolve("share/charsets"),
            // Without it 11.4 makes itself a key pair at each start: 5 to 16 s of CPU.
            "--skip-ssl",
            "--innodb-log-file-size=48M",
            // Containers often forbid the kernel's asynchronous I/O.
            "--innodb-use-native-aio=0"));
    if ("root".equals(System.getProperty("user.name"))) {
      words.add("--user=root");
    }
    if (version == MariaDbVersion.V11_4_5) {
      words.add("--innodb-undo-tablespaces=0");
    }
    return words;
  }

  static List<String> bootstrap(MariaDbVersion version, Path installed, Path data) {
    List<String> words = common(version, installed, data);
    words.addAll(
        List.of(
            "--bootstrap",
            "--log-warnings=0",
            "--enforce-storage-engine=",
            "--max-allowed-packet=8M"));
    return words;
  }

  static List<String> serve(
      MariaDbVersion version, Path installed, Path data, int serverId, int port) {
    List<String> words = common(version, installed, data);
    words.addAll(
        List.of(
            "--bind-address=127.0.0.1",
            "--port=" + port,
            // Relative to the data folder: the path of a Unix socket may have 107 characters only.
            "--socket=mysql.sock",
            "--pid-file=mysql.pid",
            "--init-file=" + data.resolveSibling("init.sql"),
            "--skip-name-resolve",
            "--character-set-server=utf8mb4",
            "--innodb-buffer-pool-size=64M",
            "--max-connections=120",
            "--server-id=" + serverId,
            "--report-host=127.0.0.1",
            "--report-port=" + port));
    words.addAll(REPLICATION);
    words.addAll(version.options());
    return words;
  }

  /** Every node may be primary or replica; each begins fenced, also after a crash. */
  private static final List<String> REPLICATION =
      List.of(
          "--read-only=ON",
          "--log-bin=binlog",
          "--relay-log=relay",
          "--binlog-format=ROW",
          "--log-slave-updates=ON",
          "--gtid-strict-mode=ON",
          "--sync-binlog=1",
          "--innodb-flush-log-at-trx-commit=1",
          // 72 hours: any second of them can be restored.
          "--binlog-expire-logs-seconds=259200",
          "--slave-parallel-threads=4",
          "--slave-parallel-mode=optimistic",
          "--slave-net-timeout=5",
          "--rpl-semi-sync-slave-enabled=ON",
          "--rpl-semi-sync-master-wait-point=AFTER_SYNC",
          "--rpl-semi-sync-master-timeout=10000");
}
