package io.s22.rehearsal.proof;

import io.s22.data.Address;
import io.s22.data.Progress;
import io.s22.data.RouterClient;
import io.s22.data.mariadb.Limits;
import io.s22.data.mariadb.Server;
import io.s22.data.mariadb.SwitchOver;
import io.s22.rehearsal.mariadb.Logins;
import java.util.Arrays;
import java.util.List;

/** Another S22 that begins a switch-over and kills itself with SIGKILL at a given boundary. */
final class CutSwitch {
  /** 128 + 9: what the system says of a process killed so. */
  static final int KILLED = 137;

  static final String PASSWORD = "S22_REHEARSAL_PASSWORD";

  private CutSwitch() {}

  /** Arguments: the router's control, the target, the boundary, the nodes. */
  public static void main(String[] args) {
    String password = System.getenv().getOrDefault(PASSWORD, "");
    List<Server> servers =
        Arrays.stream(args[3].split(",", -1)).map(text -> server(text, password)).toList();
    new SwitchOver(
            servers,
            new RouterClient(Address.parse(args[0])),
            Limits.USUAL,
            new Killing(args[2]),
            System::nanoTime)
        .to(args[1]);
  }

  private static Server server(String text, String password) {
    String[] parts = text.split("=", 2);
    return new Server(parts[0], Address.parse(parts[1]), Logins.ADMIN, password);
  }

  private record Killing(String boundary) implements Progress {
    @Override
    public void before(String name) {
      reached("before " + name);
    }

    @Override
    public void after(String name, String detail) {
      reached("after " + name);
    }

    private void reached(String place) {
      if (!place.equals(boundary)) {
        return;
      }
      try {
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
            .start()
            .waitFor();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
