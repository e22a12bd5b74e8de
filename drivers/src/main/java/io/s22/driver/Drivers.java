package io.s22.driver;

import io.s22.data.backup.ScratchServers;
import io.s22.driver.balance.BalanceDriver;
import io.s22.driver.http.HttpDriver;
import io.s22.driver.mariadb.MariaDbDriver;
import io.s22.driver.measure.MeasureDriver;
import io.s22.driver.redis.RedisDriver;
import io.s22.driver.shell.ShellDriver;
import io.s22.driver.ssh.SshDriver;
import io.s22.driver.wait.WaitDriver;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec;
import io.s22.run.Driver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The drivers of one S22, by name. Closing it closes their connections. */
public final class Drivers implements AutoCloseable {
  private final Map<String, Driver> byName = new LinkedHashMap<>();

  /**
   * @param drivers each under a name of its own
   */
  public Drivers(List<Driver> drivers) {
    for (Driver driver : drivers) {
      if (byName.put(driver.spec().name(), driver) != null) {
        throw new IllegalArgumentException("two drivers named " + driver.spec().name());
      }
    }
  }

  /** What the checks know of the drivers S22 comes with; starts none of them. */
  public static List<DriverSpec> standardSpecs() {
    return List.of(
        ShellDriver.SPEC,
        SshDriver.SPEC,
        HttpDriver.SPEC,
        WaitDriver.SPEC,
        MeasureDriver.SPEC,
        MariaDbDriver.SPEC,
        RedisDriver.SPEC,
        BalanceDriver.GATEWAY,
        BalanceDriver.HAPROXY);
  }

  /**
   * The drivers of databases, caches and load balancers.
   *
   * @param scratches where backups are tried when the plan names no server for it
   * @param nanos a clock that only goes forward, in nanoseconds
   */
  public static Driver[] ofClusters(ScratchServers scratches, LongSupplier nanos) {
    return new Driver[] {
      new MariaDbDriver(scratches, nanos),
      new RedisDriver(nanos),
      BalanceDriver.gateway(nanos),
      BalanceDriver.haproxy(nanos)
    };
  }

  /** The drivers S22 comes with, and {@code more}. */
  public static Drivers standard(Driver... more) {
    List<Driver> all =
        new ArrayList<>(
            List.of(
                new ShellDriver(),
                new SshDriver(),
                new HttpDriver(),
                new WaitDriver(),
                new MeasureDriver()));
    all.addAll(List.of(more));
    return new Drivers(all);
  }

  /** What the checks and the schema know of them. */
  public List<DriverSpec> specs() {
    return byName.values().stream().map(Driver::spec).toList();
  }

  /**
   * The driver behind {@code uses}, which is its name, or its name and an action after a dot.
   *
   * @throws S22Exception {@code S22-5005} when there is none
   */
  public Driver of(String uses) {
    Driver driver = byName.get(name(uses));
    if (driver == null) {
      throw new S22Exception(
          "S22-5005",
          "There is no driver '" + name(uses) + "'.",
          "Use one of " + byName.keySet() + ".");
    }
    return driver;
  }

  /** The driver's name in {@code uses}. */
  public static String name(String uses) {
    int dot = uses.indexOf('.');
    return dot < 0 ? uses : uses.substring(0, dot);
  }

  /** The action in {@code uses}; {@code ""} where it names the driver alone. */
  public static String action(String uses) {
    int dot = uses.indexOf('.');
    return dot < 0 ? "" : uses.substring(dot + 1);
  }

  @Override
  public void close() {
    for (Driver driver : byName.values()) {
      if (driver instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception e) {
          System.getLogger(Drivers.class.getName())
              .log(System.Logger.Level.WARNING, "closing " + driver.spec().name(), e);
        }
      }
    }
  }
}
