package io.s22.tell.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.tell.Language;
import io.s22.tell.Scripts;
import io.s22.tell.channel.EmailChannel;
import io.s22.tell.channel.MailSettings;
import io.s22.tell.notice.Medium;
import io.s22.testkit.Await;
import io.s22.testkit.TestPlans;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeadMailboxTest {
  @TempDir private Path folder;

  @Test
  void a_mailbox_that_hangs_and_one_that_is_none_delay_none_of_a_thousand_others()
      throws IOException, InterruptedException {
    try (MailServer server = new MailServer();
        Desk desk = new Desk(folder, Instant.parse("2024-03-15T20:00:00Z"));
        EmailChannel channel =
            new EmailChannel(
                new MailSettings(
                    "127.0.0.1",
                    server.port(),
                    MailSettings.Security.NONE,
                    "",
                    "",
                    "status@example.org",
                    16,
                    Duration.ofSeconds(60)))) {
      desk.subscribe("00-hangs", Medium.EMAIL, "hangs@example.org", Language.EN);
      desk.subscribe("01-none", Medium.EMAIL, "none@example.org", Language.EN);
      for (int i = 0; i < 1_000; i++) {
        desk.subscribe("s" + i, Medium.EMAIL, "s" + i + "@example.org", Language.EN);
      }
      var plan = TestPlans.plan("stages: []\ncluster: {services: {shop: {}}}\n");
      desk.herald.look(List.of(Scripts.of("run-1", plan, desk.now()).story()), desk.now());
      Sender sender = desk.sender(Map.of(Medium.EMAIL, channel));
      sender.start();
      // The one that hangs is broken off after 30 s, and waits for a clock that stands still.
      Await.until("a thousand are told", () -> desk.book.account("s22").sent() == 1_000);
      assertThat(server.taken()).hasSize(1_000).doesNotContain("hangs@example.org");
      assertThat(desk.book.lines("s22", "dead", 10))
          .singleElement()
          .satisfies(line -> assertThat(line.error()).isEqualTo("the mail server answered 550"));
      assertThat(desk.book.account("s22").sending() + desk.book.account("s22").waiting())
          .isEqualTo(1);
      server.close();
      assertThat(sender.settle(Duration.ofSeconds(60))).isTrue();
      sender.close();
    }
  }

  /** As little of SMTP as a mail needs; {@code hangs@} never gets an answer, {@code none@} a no. */
  private static final class MailServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    MailServer() throws IOException {
      Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return socket.getLocalPort();
    }

    Set<String> taken() {
      return Set.copyOf(taken);
    }

    private void accept() {
      while (!socket.isClosed()) {
        try {
          Socket client = socket.accept();
          open.add(client);
          Thread.ofVirtual().start(() -> talk(client));
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void talk(Socket client) {
      try (client;
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
          OutputStream out = client.getOutputStream()) {
        say(out, "220 here");
        String to = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          String word = line.toUpperCase(Locale.ROOT);
          if (word.startsWith("RCPT")) {
            to = line.replaceAll(".*<(.*)>.*", "$1");
            if (to.startsWith("hangs@")) {
              continue;
            }
            say(out, to.startsWith("none@") ? "550 nobody" : "250 ok");
          } else if (word.startsWith("DATA")) {
            say(out, "354 go on");
            while (!".".equals(in.readLine())) {
              continue;
            }
            taken.add(to);
            say(out, "250 taken");
          } else {
            say(out, word.startsWith("QUIT") ? "221 bye" : "250 ok");
          }
        }
      } catch (IOException hungUp) {
        open.remove(client);
      }
    }

    private static void say(OutputStream out, String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      for (Socket each : open) {
        each.close();
      }
    }
  }
}
