package io.s22.server.console;

import org.jspecify.annotations.Nullable;

/** What a page says of what was done before it: words of ours alone, named in the address. */
final class Notices {
  private Notices() {}

  static @Nullable String of(Visit visit) {
    return switch (visit.field("done")) {
      case "plan" -> visit.say("The plan was written.", "计划已保存。");
      case "steer" -> visit.say("The run was told.", "指令已发送给运行。");
      case "start" -> visit.say("The run was opened.", "运行已创建。");
      case "component" -> visit.say("The component was changed.", "组件已更新。");
      case "template" -> visit.say("The words were changed.", "模板已更新。");
      case "sent" -> visit.say("The announcement is on its way.", "公告已发送。");
      case "subscriber" -> visit.say("The subscriber is told no more.", "订阅者已移除。");
      case "retried" -> visit.say("It is on its way again.", "已重新发送。");
      case "revoked" -> visit.say("The token is void.", "令牌已作废。");
      case "user" -> visit.say("The user was changed.", "用户已更新。");
      case "out" -> visit.say("You are signed out.", "您已退出。");
      default -> null;
    };
  }
}
