package io.s22.plan.check;

import static io.s22.plan.Repeat.IDEMPOTENT;
import static io.s22.plan.Repeat.PROBE;

import io.s22.plan.Repeat;
import io.s22.plan.check.DriverSpec.Action;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import java.util.List;

/**
 * The drivers the language knows by name: what a plan may say. Whether a driver can really act on
 * this machine is another question, which {@code module drivers} answers; a plan that uses a driver
 * which is known here and missing there can be checked and forecast, but not run.
 */
public final class KnownDrivers {
  private static final String SAME = "The version it goes to.";

  private KnownDrivers() {}

  /** All of them. */
  public static List<DriverSpec> all() {
    return List.of(
        shell(),
        ssh(),
        http(),
        waiting(),
        approval(),
        simulated(),
        mariadb(),
        redis(),
        kubernetes(),
        haproxy(),
        prometheus(),
        network(),
        packages(),
        tls(),
        gateway(),
        storage());
  }

  private static DriverSpec shell() {
    return new DriverSpec(
        "shell",
        "Runs a command on S22's own machine.",
        List.of(new Action("", "Runs a command.", command(), PROBE)));
  }

  private static DriverSpec ssh() {
    return new DriverSpec(
        "ssh",
        "Runs a command on a host.",
        List.of(new Action("", "Runs a command.", command(), PROBE)));
  }

  private static List<Param> command() {
    return List.of(
        text("command", "The command, as for a shell; or 'script'."),
        text("script", "A file on S22's machine that holds the command."),
        new Param("args", Kind.LIST, false, "Passed exactly as they are: $1, $2 and so on."),
        text("shell", "The program that reads it; sh where left out."),
        text("cwd", "The folder it runs in."),
        new Param("env", Kind.MAP, false, "Environment variables; the place for secrets."),
        text("stdin", "What it reads; may hold secrets."),
        text("check", "For dry runs: exit code 0 if nothing would change, 1 if something would."));
  }

  private static DriverSpec http() {
    List<Param> request =
        List.of(
            required("url", "The address."),
            new Param("headers", Kind.MAP, false, "Headers of the request."),
            text("body", "What is sent."),
            text("expect", "The status that is right; any 2xx where left out."));
    return new DriverSpec(
        "http",
        "Asks an HTTP server.",
        List.of(
            new Action("get", "Reads.", request, IDEMPOTENT).changingNothing(),
            new Action("put", "Writes; twice does no harm.", request, IDEMPOTENT),
            new Action("delete", "Deletes; twice does no harm.", request, IDEMPOTENT),
            new Action("post", "Sends.", request, Repeat.MANUAL)));
  }

  private static DriverSpec waiting() {
    Param time = new Param("for", Kind.DURATION, true, "How long.");
    return new DriverSpec(
        "wait",
        "Waits.",
        List.of(new Action("", "Waits.", List.of(time), IDEMPOTENT).changingNothing()));
  }

  private static DriverSpec approval() {
    return new DriverSpec(
        "approval",
        "Asks a person.",
        List.of(
            new Action("", "Asks a role to approve.", List.of(text("role", "Who.")), IDEMPOTENT)
                .changingNothing()));
  }

  private static DriverSpec simulated() {
    List<Param> params =
        List.of(
            text("device", "What it stands for: a switch, a GPU."),
            text("does", "What is done to it, in words."));
    return new DriverSpec(
        "simulated",
        "Stands for hardware that cannot be had here; every report says so.",
        List.of(new Action("", "Takes its time and does nothing real.", params, IDEMPOTENT)));
  }

  private static DriverSpec mariadb() {
    return new DriverSpec(
        "mariadb",
        "MariaDB and MySQL servers.",
        List.of(
            new Action(
                    "backup", "Backs up.", List.of(text("to", "The folder or store.")), IDEMPOTENT)
                .changingNothing()
                .proving("restored and compared"),
            new Action("upgrade", "Installs a version.", List.of(required("to", SAME)), PROBE)
                .proving("replicating again", "answering"),
            new Action(
                    "switch",
                    "Makes another host the primary.",
                    List.of(required("to", "The new primary.")),
                    PROBE)
                .proving("writing on the new primary", "replicating again"),
            new Action(
                    "restore",
                    "Restores the last backup.",
                    List.of(text("from", "The folder or store.")),
                    IDEMPOTENT)
                .proving("restored and compared"),
            new Action("set", "Sets server variables.", List.of(map("variables")), IDEMPOTENT)));
  }

  private static DriverSpec redis() {
    return new DriverSpec(
        "redis",
        "Redis servers.",
        List.of(
            new Action("upgrade", "Installs a version.", List.of(required("to", SAME)), PROBE)
                .proving("replicating again", "answering"),
            new Action(
                    "switch",
                    "Makes another host the primary.",
                    List.of(required("to", "The new primary.")),
                    PROBE)
                .proving("replicating again"),
            new Action("backup", "Saves to disk.", List.of(text("to", "Where.")), IDEMPOTENT)
                .changingNothing()
                .proving("restored and compared"),
            new Action("to-cluster", "Turns cluster mode on.", List.of(), PROBE)
                .proving("all slots served")));
  }

  private static DriverSpec kubernetes() {
    return new DriverSpec(
        "kubernetes",
        "A Kubernetes cluster.",
        List.of(
            new Action(
                    "upgrade-node",
                    "Drain, upgrade, uncordon.",
                    List.of(required("to", SAME)),
                    PROBE)
                .proving("ready"),
            new Action("upgrade-etcd", "Upgrades a member.", List.of(required("to", SAME)), PROBE)
                .proving("healthy"),
            new Action("drain", "Moves the pods away.", List.of(), IDEMPOTENT),
            new Action("uncordon", "Lets pods come back.", List.of(), IDEMPOTENT),
            new Action(
                    "apply",
                    "Applies manifests.",
                    List.of(required("manifest", "File or folder.")),
                    IDEMPOTENT)
                .proving("rolled out")));
  }

  private static DriverSpec haproxy() {
    return new DriverSpec(
        "haproxy",
        "HAProxy load balancers.",
        List.of(
            new Action("drain", "Lets a server finish.", backend(), IDEMPOTENT),
            new Action("enable", "Puts a server back.", backend(), IDEMPOTENT)));
  }

  private static List<Param> backend() {
    return List.of(required("backend", "The backend."), text("server", "The server; the host."));
  }

  private static DriverSpec prometheus() {
    return new DriverSpec(
        "prometheus",
        "Prometheus servers.",
        List.of(
            new Action("join", "Adds a server.", List.of(text("shard", "Its shard.")), IDEMPOTENT)
                .proving("no sample lost"),
            new Action("query", "Asks.", List.of(required("query", "In PromQL.")), IDEMPOTENT)
                .changingNothing()));
  }

  private static DriverSpec network() {
    return new DriverSpec(
        "switch",
        "Network switches.",
        List.of(
            new Action(
                    "upgrade",
                    "Drain, install firmware, verify, restore.",
                    List.of(required("to", SAME)),
                    PROBE)
                .proving("forwarding again"),
            new Action(
                    "multipath",
                    "Sets BGP multipath.",
                    List.of(required("paths", "How many.")),
                    IDEMPOTENT)
                .proving("balanced")));
  }

  private static DriverSpec packages() {
    return new DriverSpec(
        "packages",
        "The packages of an operating system.",
        List.of(
            new Action(
                    "patch",
                    "Installs what mends named CVEs.",
                    List.of(new Param("cves", Kind.LIST, false, "Their names.")),
                    IDEMPOTENT)
                .proving("proven patched")));
  }

  private static DriverSpec tls() {
    return new DriverSpec(
        "tls",
        "Certificates.",
        List.of(
            new Action(
                    "rotate",
                    "Puts a new certificate in.",
                    List.of(text("key-exchange", "For example X25519MLKEM768.")),
                    PROBE)
                .proving("every handshake succeeded")));
  }

  private static DriverSpec gateway() {
    return new DriverSpec(
        "gateway",
        "S22's own gateway: planned degradation.",
        List.of(
            new Action("set", "Switches features.", List.of(map("features")), IDEMPOTENT),
            new Action("drain", "Lets a backend finish.", backend(), IDEMPOTENT)));
  }

  private static DriverSpec storage() {
    return new DriverSpec(
        "storage",
        "Storage nodes.",
        List.of(
            new Action("join", "Adds nodes and rebalances.", List.of(), PROBE)
                .proving("rebalanced and compared")));
  }

  private static Param text(String name, String does) {
    return new Param(name, Kind.TEXT, false, does);
  }

  private static Param required(String name, String does) {
    return new Param(name, Kind.TEXT, true, does);
  }

  private static Param map(String name) {
    return new Param(name, Kind.MAP, true, "Names and values.");
  }
}
