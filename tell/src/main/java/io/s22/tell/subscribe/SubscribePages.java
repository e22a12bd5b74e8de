package io.s22.tell.subscribe;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages on which people sign up, confirm and leave. They work without a script. */
public final class SubscribePages {
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, SubscribePages.class.getClassLoader(), "io.s22.tell.template");

  /**
   * The form.
   *
   * @param pushKey what browsers subscribe with; empty where there is no push
   * @param problem what was wrong with the last try
   */
  public record Form(
      Language language,
      String site,
      List<Medium> media,
      List<Named> services,
      String pushKey,
      @Nullable String problem) {
    public Form {
      media = List.copyOf(media);
      services = List.copyOf(services);
    }

    public Labels say() {
      return new Labels(language == Language.ZH);
    }
  }

  /**
   * An answer.
   *
   * @param button null where there is nothing to press
   * @param action where the button leads
   */
  public record Said(
      Language language,
      String site,
      String title,
      String text,
      @Nullable String button,
      String action,
      String token) {}

  /** What stands on the form. */
  public record Labels(boolean zh) {
    public String title() {
      return zh ? "订阅维护通知" : "Be told of maintenance";
    }

    public String how() {
      return zh
          ? "填写后，我们会向该地址发送一条确认消息；确认后才会收到通知，可随时一键退订。"
          : "We send one message to ask whether it was you. Nothing else comes before you confirm,"
              + " and one click ends it.";
    }

    public String none() {
      return zh
          ? "此处未启用通知渠道；请订阅日历或 Atom。"
          : "No channel is set up here. Take the calendar or the feed instead.";
    }

    public String language() {
      return zh ? "语言" : "Language";
    }

    public String channel() {
      return zh ? "渠道" : "How";
    }

    public String address() {
      return zh ? "地址（邮箱、手机号或网址）" : "Where to (mail address, number or web address)";
    }

    public String hint() {
      return zh
          ? "手机号请带国家代码，如 +86 138 0013 8000。浏览器推送无需填写。"
          : "A number with its country: +86 138 0013 8000. Nothing for notifications in this browser.";
    }

    public String secret() {
      return zh
          ? "签名密钥（仅钉钉、飞书、Webhook，可留空）"
          : "Signing secret (DingTalk, Feishu and webhooks only; may be left empty)";
    }

    public String services() {
      return zh ? "服务（不选则为全部）" : "Services (all where none is chosen)";
    }

    public String kinds() {
      return zh ? "通知类型" : "What to be told of";
    }

    public String send() {
      return zh ? "订阅" : "Subscribe";
    }

    /** The name of a channel. */
    public String name(Medium medium) {
      return switch (medium) {
        case EMAIL -> zh ? "电子邮件" : "Mail";
        case SMS -> zh ? "短信" : "SMS";
        case PUSH -> zh ? "浏览器推送" : "Notifications in this browser";
        case WEBHOOK -> "Webhook";
        case CLOUDEVENTS -> "CloudEvents";
        case SLACK -> "Slack";
        case DINGTALK -> zh ? "钉钉" : "DingTalk";
        case FEISHU -> zh ? "飞书" : "Feishu";
        case WECOM -> zh ? "企业微信" : "WeCom";
      };
    }
  }

  public String form(Form form) {
    StringOutput out = new StringOutput();
    engine.render("subscribe.jte", Map.of("form", form), out);
    return out.toString();
  }

  public String said(Said said) {
    StringOutput out = new StringOutput();
    engine.render("subscribed.jte", Map.of("said", said), out);
    return out.toString();
  }
}
