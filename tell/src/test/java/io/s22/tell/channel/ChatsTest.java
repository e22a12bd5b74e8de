package io.s22.tell.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.testkit.Receiver;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every channel that posts, against a receiver that checks what a real one checks. */
final class ChatsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static JdkHttp http() {
    return new JdkHttp(new AddressGuard(true), PATIENCE);
  }

  @Test
  void a_webhook_is_signed_as_standard_webhooks_says_and_the_signature_holds()
      throws IOException, InterruptedException {
    String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
    try (Receiver receiver = new Receiver((posted, number) -> Receiver.Answer.of(204));
        JdkHttp http = http()) {
      Envelope envelope = Samples.envelope(Medium.WEBHOOK, receiver.url("/hook"), secret);
      Result result = new WebhookChannel(http).send(envelope, Samples.message(Language.EN));
      assertThat(result).isEqualTo(new Result.Sent(""));
      Receiver.Posted posted = receiver.posted().getFirst();
      String signed =
          posted.header("webhook-id")
              + "."
              + posted.header("webhook-timestamp")
              + "."
              + posted.text();
      byte[] mac = Hmac.sha256(new byte[24], signed.getBytes(StandardCharsets.UTF_8));
      assertThat(posted.header("webhook-signature"))
          .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac));
      assertThat(posted.header("webhook-id")).isEqualTo(Samples.KEY);
      JsonNode body = Json.read(posted.text());
      assertThat(body.path("type").asString()).isEqualTo("maintenance.moved");
      assertThat(body.path("data").path("unsubscribe").asString()).isEqualTo(Samples.WAY);
      assertThat(posted.text()).doesNotContain("whsec_");
    }
  }

  @Test
  void the_signature_is_that_of_the_standards_own_example() {
    assertThat(
            WebhookChannel.signature(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_cloud_event_has_the_attributes_that_version_1_0_requires()
      throws IOException, InterruptedException {
    try (Receiver receiver = new Receiver((posted, number) -> Receiver.Answer.of(202));
        JdkHttp http = http()) {
      Envelope envelope = Samples.envelope(Medium.CLOUDEVENTS, receiver.url("/ce"), "whsec_AAAA");
      new CloudEventsChannel(http).send(envelope, Samples.message(Language.ZH));
      Receiver.Posted posted = receiver.posted().getFirst();
      assertThat(posted.header("content-type")).startsWith("application/cloudevents+json");
      JsonNode event = Json.read(posted.text());
      assertThat(event.path("specversion").asString()).isEqualTo("1.0");
      assertThat(event.path("id").asString()).isEqualTo(Samples.KEY);
      assertThat(event.path("source").asString()).startsWith("https://status.example/");
      assertThat(event.path("type").asString()).isEqualTo("io.s22.maintenance.moved");
      assertThat(event.path("time").asString()).isEqualTo("2024-03-15T10:00:00.000Z");
      assertThat(event.path("data").path("title").asString()).isEqualTo("时间变更：集群升级");
    }
  }

  @Test
  void dingtalk_checks_time_and_signature_and_markup_of_strangers_is_harmless()
      throws IOException, InterruptedException {
    String secret = "SECdingtalk";
    try (Receiver receiver =
            new Receiver((posted, number) -> Receiver.Answer.ok("{\"errcode\":0}"));
        JdkHttp http = http()) {
      Envelope envelope =
          Samples.envelope(Medium.DINGTALK, receiver.url("/robot/send?access_token=x"), secret);
      assertThat(new DingTalkChannel(http).send(envelope, Samples.message(Language.EN)))
          .isEqualTo(new Result.Sent(""));
      Receiver.Posted posted = receiver.posted().getFirst();
      String query = posted.uri().getRawQuery();
      String time = query.replaceAll(".*timestamp=([0-9]+).*", "$1");
      String sign =
          URLDecoder.decode(query.replaceAll(".*sign=([^&]+).*", "$1"), StandardCharsets.UTF_8);
      assertThat(sign)
          .isEqualTo(Base64.getEncoder().encodeToString(Hmac.sha256(secret, time + "\n" + secret)));
      String text = Json.read(posted.text()).path("markdown").path("text").asString();
      assertThat(text).contains("＜to＞ \\[Sunday\\] ＠all & \\*more\\*").doesNotContain("@all");
    }
  }

  @Test
  void a_robot_that_says_too_fast_is_asked_again_and_one_that_refuses_is_not()
      throws IOException, InterruptedException {
    try (Receiver receiver =
            new Receiver((posted, number) ->
                Receiver.Answer.ok(number == 1 ? "{\"errcode\":130101}" : "{\"errcode\":310000}"));
        JdkHttp http = http()) {
      Envelope envelope = Samples.envelope(Medium.DINGTALK, receiver.url("/x"), "");
      DingTalkChannel channel = new DingTalkChannel(http);
      assertThat(channel.send(envelope, Samples.message(Language.EN)))
          .isInstanceOf(Result.Later.class);
      assertThat(channel.send(envelope, Samples.message(Language.EN)))
          .isEqualTo(new Result.Never("errcode 310000", false));
    }
  }

  @Test
  void feishu_checks_its_signature_and_never_gets_more_than_20_kb()
      throws IOException, InterruptedException {
    try (Receiver receiver = new Receiver((posted, number) -> Receiver.Answer.ok("{\"code\":0}"));
        JdkHttp http = http()) {
      Envelope envelope = Samples.envelope(Medium.FEISHU, receiver.url("/bot"), "feishu-secret");
      var small = Samples.message(Language.ZH);
      var large =
          new io.s22.tell.notice.Message(
              small.run(),
              small.event(),
              small.kind(),
              small.language(),
              small.site(),
              small.title(),
              "升".repeat(30_000),
              small.rows(),
              small.paragraphs(),
              small.advice(),
              small.services(),
              small.at(),
              small.opens(),
              small.closes(),
              small.url(),
              null);
      FeishuChannel channel = new FeishuChannel(http);
      assertThat(channel.send(envelope, small)).isEqualTo(new Result.Sent(""));
      assertThat(channel.send(envelope, large)).isEqualTo(new Result.Sent(""));
      JsonNode body = Json.read(receiver.posted().getFirst().text());
      String seconds = body.path("timestamp").asString();
      assertThat(body.path("sign").asString())
          .isEqualTo(
              Base64.getEncoder().encodeToString(Hmac.sha256(seconds + "\nfeishu-secret", "")));
      assertThat(receiver.posted().getLast().body().length).isLessThan(20_000);
    }
  }

  @Test
  void slack_and_wecom_get_what_they_read() throws IOException, InterruptedException {
    try (Receiver receiver =
            new Receiver((posted, number) -> Receiver.Answer.ok("{\"errcode\":0}"));
        JdkHttp http = http()) {
      var message = Samples.message(Language.EN);
      new SlackChannel(http)
          .send(Samples.envelope(Medium.SLACK, receiver.url("/slack"), ""), message);
      new WeComChannel(http)
          .send(Samples.envelope(Medium.WECOM, receiver.url("/wecom"), ""), message);
      JsonNode slack = Json.read(receiver.posted().getFirst().text());
      String words = slack.path("blocks").path(0).path("text").path("text").asString();
      assertThat(words).contains("&lt;to&gt;").contains("<" + Samples.WAY + "|Unsubscribe>");
      JsonNode wecom = Json.read(receiver.posted().getLast().text());
      assertThat(wecom.path("markdown").path("content").asString()).contains("＜to＞");
    }
  }

  @Test
  void answers_of_http_mean_now_later_or_never() {
    var now = Samples.NOW;
    assertThat(Answers.of(new Http.Answer(429, Map.of("retry-after", "30"), ""), now))
        .isEqualTo(new Result.Later("answered 429", Duration.ofSeconds(30)));
    assertThat(
            Answers.of(
                new Http.Answer(503, Map.of("retry-after", "Fri, 15 Mar 2024 10:00:10 GMT"), ""),
                now))
        .isEqualTo(new Result.Later("answered 503", Duration.ofSeconds(10)));
    assertThat(Answers.of(new Http.Answer(503, Map.of("retry-after", "999999999"), ""), now))
        .isEqualTo(new Result.Later("answered 503", Duration.ofHours(1)));
    assertThat(Answers.of(new Http.Answer(410, Map.of(), ""), now))
        .isEqualTo(new Result.Never("answered 410", true));
    assertThat(Answers.of(new Http.Answer(302, Map.of(), ""), now))
        .isInstanceOf(Result.Never.class);
  }

  @Test
  void a_redirection_is_not_followed() throws IOException, InterruptedException {
    try (Receiver inner = new Receiver((posted, number) -> Receiver.Answer.of(200));
        Receiver outer =
            new Receiver((posted, number) ->
                new Receiver.Answer(307, Map.of("Location", inner.url("/")), ""));
        JdkHttp http = http()) {
      Envelope envelope = Samples.envelope(Medium.SLACK, outer.url("/"), "");
      assertThat(new SlackChannel(http).send(envelope, Samples.message(Language.EN)))
          .isInstanceOf(Result.Never.class);
      assertThat(inner.posted()).isEmpty();
    }
  }

  @Test
  void an_sms_gateway_gets_its_body_with_every_value_escaped()
      throws IOException, InterruptedException {
    try (Receiver receiver = new Receiver((posted, number) -> Receiver.Answer.of(200));
        JdkHttp http = http()) {
      SmsGatewayChannel channel =
          new SmsGatewayChannel(
              http,
              java.net.URI.create(receiver.url("/sms")),
              Map.of("content-type", "application/json"),
              "{\"to\":\"{to}\",\"body\":\"{text}\",\"id\":\"{key}\"}");
      channel.send(
          Samples.envelope(Medium.SMS, "+8613800138000", ""), Samples.message(Language.ZH));
      JsonNode body = Json.read(receiver.posted().getFirst().text());
      assertThat(body.path("to").asString()).isEqualTo("+8613800138000");
      assertThat(body.path("body").asString()).startsWith("集群升级时间已变更。");
      assertThat(receiver.posted().getFirst().header("idempotency-key")).isEqualTo(Samples.KEY);
    }
  }

  @Test
  void text_is_cut_between_characters() {
    assertThat(Escapes.bytes("升级升级", 9)).isEqualTo("升级…");
    assertThat(Escapes.bytes("升级升级", 12)).isEqualTo("升级升级");
    assertThat(Escapes.bytes("a😀b", 5)).isEqualTo("a…");
  }
}
