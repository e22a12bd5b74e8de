package io.s22.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.Event;
import io.s22.server.Settings;
import io.s22.server.boot.Serve;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.outbox.SqlBook;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.testkit.Await;
import io.s22.testkit.MessageCentre;
import io.s22.testkit.PushBrowser;
import io.s22.testkit.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People sign up at a real server and are told by it, also when it is killed. */
final class NoticesServerTest {
  private static final String PLAN =
      """
      plan: small
      title: {en: A small change, zh: 一次小变更}
      zone: UTC
      window: {opens: 2030-01-01 00:00, closes: 2030-01-01 01:00}
      cluster: {services: {shop: {title: {en: Shop, zh: 商店}}, mail: {}}}
      people: {lead: somebody}
      stages:
        - stage: only
          box: 00:00-01:00
          gates: [{gate: shall we, approval: lead, within: 50m, otherwise: no-go}]
          steps:
            - {step: one, run: "true", takes: 1s, interrupts: shop, repeat: idempotent, may-stop-after: yes, rollback: {run: "true", takes: 1s}}
      """;

  private static final Pattern LINK = Pattern.compile("http://[^\"\\s]*/confirm\\?[^\"\\s]*");
  private static final Pattern KEY = Pattern.compile("data-key=\"([A-Za-z0-9_-]{80,})\"");

  @TempDir private Path home;

  private void open(String run) {
    Instant opens = Instant.now().plus(Duration.ofDays(30));
    try (JdbcRunStore store = JdbcRunStore.sqlite(home)) {
      store.open(
          run,
          Instant.now(),
          "test",
          new Event.RunOpened(
              "small",
              PLAN,
              "0".repeat(64),
              opens,
              opens.plus(Duration.ofHours(1)),
              Map.of(),
              List.of(),
              "test"));
    }
  }

  private void settings(String... more) throws IOException {
    Files.writeString(
        home.resolve("notices.properties"),
        "webhook = yes\nallow-private = yes\n" + String.join("\n", more));
  }

  private static HttpResponse<String> get(HttpClient client, String address)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient client, String address, String form)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void somebody_signs_up_without_a_script_confirms_is_told_and_leaves_in_one_click()
      throws Exception {
    PushBrowser browser = new PushBrowser(1);
    try (Hook hook = new Hook();
        MessageCentre centre = new MessageCentre("secret");
        Receiver service = new Receiver((posted, number) -> Receiver.Answer.of(201));
        HttpClient client = HttpClient.newHttpClient()) {
      settings(
          "push.contact = mailto:ops@example.org",
          "sms.smpp.host = 127.0.0.1",
          "sms.smpp.port = " + centre.port(),
          "sms.smpp.system-id = s22",
          "sms.smpp.source = S22",
          "sms.smpp.password = file:" + Files.writeString(home.resolve("smpp"), "secret"));
      open("small-1");
      try (ConfigurableApplicationContext server =
          Serve.start(
              Settings.of(Map.of("home", List.of(home.toString()), "port", List.of("0"))))) {
        String base = "http://127.0.0.1:" + Serve.port(server) + "/";
        byWebhook(hook, client, base);
        byTelephone(centre, client, base);
        inTheBrowser(service, browser, client, base);
      }
    }
  }

  private void byWebhook(Hook hook, HttpClient client, String base)
      throws IOException, InterruptedException {
    Await.until(
        "the services are there",
        () -> {
          try {
            return get(client, base + "subscribe?lang=zh").body().contains("value=\"shop\"");
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    HttpResponse<String> page = get(client, base + "subscribe?lang=zh");
    assertThat(page.body()).contains("<html lang=\"zh-CN\"", "商店", "method=\"post\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("form-action 'self'")
        .doesNotContain("unsafe");
    String form =
        "channel=webhook&lang=zh&service=shop&kind=announced&kind=moved&address="
            + URLEncoder.encode(hook.url("/anna"), StandardCharsets.UTF_8);
    assertThat(post(client, base + "subscribe", form).statusCode()).isEqualTo(202);
    Await.until("the question", () -> hook.got().size() == 1);
    JsonNode question = JsonMapper.shared().readTree(hook.got().getFirst().body());
    assertThat(question.path("type").asString()).isEqualTo("maintenance.confirm");
    assertThat(question.path("data").path("secret").asString()).startsWith("whsec_");
    String link = question.path("data").path("confirm").asString();
    assertThat(get(client, link).statusCode()).isEqualTo(200);
    open("small-2");
    assertThat(post(client, link, "").statusCode()).isEqualTo(200);
    open("small-3");
    Await.until(
        "the announcement", () -> hook.got().stream().anyMatch(g -> g.body().contains("small-3")));
    assertThat(hook.got()).as("nothing before it was confirmed").hasSize(2);
    JsonNode told = JsonMapper.shared().readTree(hook.got().getLast().body());
    assertThat(told.path("data").path("title").asString()).isEqualTo("维护公告：一次小变更");
    assertThat(told.path("data").has("secret")).isFalse();
    String out = told.path("data").path("unsubscribe").asString();
    assertThat(get(client, out).statusCode()).isEqualTo(200);
    assertThat(post(client, out, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
    try (SqlBook book = SqlBook.in(home)) {
      assertThat(book.subscribers("s22")).isEmpty();
    }
    assertThat(get(client, base + "confirm?t=forged").statusCode()).isEqualTo(400);
    assertThat(post(client, base + "subscribe", "channel=slack&address=https://x.org").statusCode())
        .isEqualTo(404);
    assertThat(post(client, base + "subscribe", form + "&service=nobody").statusCode())
        .isEqualTo(400);
    assertThat(
            post(client, base + "subscribe", "channel=webhook&address=file:///etc/passwd")
                .statusCode())
        .isEqualTo(400);
  }

  /** Signs up on the page; nothing but the question may come before it is confirmed. */
  private static void signUp(HttpClient client, String base, String how, String lang)
      throws IOException, InterruptedException {
    String form = how + "&lang=" + lang + "&service=shop&kind=announced";
    assertThat(post(client, base + "subscribe", form).statusCode()).isEqualTo(202);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void byTelephone(MessageCentre centre, HttpClient client, String base)
      throws IOException, InterruptedException {
    signUp(client, base, "channel=sms&address=" + encoded("+8613800138000"), "zh");
    Await.until("the question", () -> centre.messages().size() == 1);
    Matcher link = LINK.matcher(centre.messages().getFirst().text());
    assertThat(link.find()).as(centre.messages().getFirst().text()).isTrue();
    open("sms-1");
    assertThat(post(client, link.group(), "").statusCode()).isEqualTo(200);
    open("sms-2");
    Await.until("the announcement", () -> centre.messages().size() > 1);
    assertThat(centre.messages())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.number()).isEqualTo("8613800138000"));
    assertThat(centre.messages().getLast().text()).contains("一次小变更");
  }

  private void inTheBrowser(Receiver service, PushBrowser browser, HttpClient client, String base)
      throws Exception {
    Matcher key = KEY.matcher(get(client, base + "subscribe").body());
    assertThat(key.find()).as("the page hands its public key to the browser").isTrue();
    String sender = key.group(1);
    String how =
        "channel=push&address="
            + encoded(service.url("/push/anna"))
            + "&secret="
            + encoded(browser.secret());
    signUp(client, base, how, "en");
    Await.until("the question", () -> service.posted().size() == 1);
    JsonNode question = browser.read(service.posted().getFirst(), sender, service.url(""));
    Matcher link = LINK.matcher(question.toString());
    assertThat(link.find()).as(question.toString()).isTrue();
    open("push-1");
    assertThat(post(client, link.group(), "").statusCode()).isEqualTo(200);
    open("push-2");
    Await.until("the announcement", () -> service.posted().size() > 1);
    assertThat(service.posted()).hasSize(2);
    JsonNode told = browser.read(service.posted().getLast(), sender, service.url(""));
    assertThat(told.path("title").asString()).contains("A small change");
  }

  @Test
  void without_settings_the_page_says_that_nobody_is_told()
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient();
        ConfigurableApplicationContext server =
            Serve.start(
                Settings.of(Map.of("home", List.of(home.toString()), "port", List.of("0"))))) {
      String base = "http://127.0.0.1:" + Serve.port(server) + "/";
      HttpResponse<String> page = get(client, base + "subscribe");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("No channel is set up").doesNotContain("<form");
      assertThat(Files.exists(home.resolve("notices.db"))).isFalse();
    }
  }

  private Process child() throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Serving.class.getName(),
            home.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void a_server_killed_in_the_middle_of_sending_tells_exactly_those_affected_after_its_restart()
      throws IOException, InterruptedException {
    settings();
    try (Hook hook = new Hook()) {
      try (SqlBook book = SqlBook.in(home)) {
        for (int i = 0; i < 200; i++) {
          Wish wish =
              new Wish(
                  i % 2 == 0 ? Language.EN : Language.ZH,
                  List.of(i % 4 == 3 ? "mail" : "shop"),
                  List.of(NoticeKind.ANNOUNCED));
          book.save(
              new Subscriber(
                  "s22",
                  "s" + i,
                  Medium.WEBHOOK,
                  hook.url("/" + i),
                  "",
                  State.ACTIVE,
                  wish,
                  wish,
                  Instant.EPOCH));
        }
      }
      open("small-1");
      Process first = child();
      Await.until("the first are told", () -> hook.got().size() >= 20);
      first.destroyForcibly().waitFor();
      assertThat(hook.got()).as("killed in the middle").hasSizeLessThan(150);
      Process second = child();
      try (SqlBook book = SqlBook.in(home)) {
        Await.until("all are told", () -> book.account("s22").sent() == 150);
        Map<String, Long> byPath =
            hook.got().stream()
                .collect(Collectors.groupingBy(Hook.Got::path, Collectors.counting()));
        assertThat(byPath.keySet())
            .hasSize(150)
            .allMatch(path -> Integer.parseInt(path.substring(1)) % 4 != 3);
        assertThat(hook.got().stream().map(Hook.Got::id).distinct()).hasSize(150);
        assertThat(hook.got())
            .allMatch(g ->
                g.body().contains("维护公告") == (Integer.parseInt(g.path().substring(1)) % 2 == 1));
        long twice = byPath.values().stream().filter(n -> n > 1).count();
        assertThat(book.account("s22").perhapsTwice()).isGreaterThanOrEqualTo(twice);
      } finally {
        second.destroyForcibly().waitFor();
      }
    }
  }
}
