package io.s22.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server process of a bench, with the processor time it has used. */
public final class Peer implements AutoCloseable {
  private static final double SECONDS_PER_TICK = 0.01;
  private static final int ATTEMPTS = 2_000;

  private final String name;
  private final int port;
  private final Process process;

  private Peer(String name, int port, Process process) {
    this.name = name;
    this.port = port;
    this.process = process;
  }

  /** Starts {@code command} and waits until it listens on {@code port} of 127.0.0.1. */
  public static Peer start(String name, int port, ProcessBuilder command, Path folder)
      throws IOException {
    Path log = folder.resolve(name.replace(' ', '-') + ".log");
    Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Peer peer = new Peer(name, port, process);
    peer.awaits(port, folder);
    return peer;
  }

  /** Waits until it listens on {@code other} too. */
  void awaits(int other, Path folder) throws IOException {
    for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
      if (listens(other)) {
        return;
      }
      LockSupport.parkNanos(10_000_000);
    }
    close();
    Path log = folder.resolve(name.replace(' ', '-') + ".log");
    throw new IOException(name + " does not start: " + Files.readString(log));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  /** Processor time of the process and its children, in seconds, exact to 10 ms. */
  public double cpuSeconds() throws IOException {
    double seconds = ticks(process.pid()) * SECONDS_PER_TICK;
    for (ProcessHandle child : process.descendants().toList()) {
      seconds += ticks(child.pid()) * SECONDS_PER_TICK;
    }
    return seconds;
  }

  /** Resident memory of the process, as the kernel says it, such as {@code 300 MiB}. */
  public String memory() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB";
      }
    }
    throw new IOException("the kernel does not say how much memory " + name + " has");
  }

  private static long ticks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
