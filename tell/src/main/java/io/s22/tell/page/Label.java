package io.s22.tell.page;

import io.s22.tell.Language;

/** The page's own words. */
public enum Label {
  SKIP("Skip to the content", "跳到正文"),
  LANGUAGE("Language", "语言"),
  ALL_WELL("All services operational", "所有服务正常"),
  SOME_SLOW("Some services are degraded", "部分服务性能下降"),
  MAINTENANCE("Maintenance is under way", "维护进行中"),
  SOME_OUT("Some services are partly out", "部分服务中断"),
  OUT("A service is out", "服务严重中断"),
  AS_OF("As of", "更新于"),
  VALID_UNTIL("valid until", "有效至"),
  STALE(
      "This page is out of date: nothing newer has reached it. Do not rely on it.",
      "本页已过期：没有更新的信息，请勿依赖。"),
  SIMULATED("Simulated: nothing real is being changed", "模拟：没有任何真实变更"),
  YOU("What this means for you", "对您的影响"),
  USABLE("Usable now", "现在可用"),
  AVOID("Avoid for now", "暂时避免使用"),
  SLOWER("Slower or limited", "变慢或受限"),
  AGAIN("try again at", "请于此时再试："),
  AGAIN_UNKNOWN("nobody can say yet when it is back", "恢复时间尚不确定"),
  NEXT_TOUCH("Planned next", "接下来的计划"),
  SAVED("Saved", "已保障"),
  SAVED_UNDO("Every change so far can be undone", "目前所有变更均可回退"),
  SAVED_PARTLY("Some changes so far stay, as planned", "部分变更按计划保留"),
  SERVICES("Services", "服务"),
  PROMISED("promised", "承诺"),
  AVAILABILITY("availability", "可用性"),
  AT_MOST("interrupted at most", "单次中断不超过"),
  EXPECTED("expected away", "预计中断"),
  MEASURED("measured", "实测"),
  NOT_MEASURED("not measured", "未测量"),
  AWAY("away so far", "已中断"),
  SLOWEST("slowest answers", "最慢响应"),
  PLANNED("planned", "计划"),
  ACTUAL("actual", "实际"),
  TIMELINE("Timeline: planned above actual", "时间线：上为计划，下为实际"),
  WINDOW("Window", "维护窗口"),
  LEFT("left", "剩余"),
  OPENS_IN("opens in", "距开始"),
  OVERRUNNING("overrunning by", "已超时"),
  FINISH("Expected to finish", "预计完成"),
  HALF("even odds by", "50% 可能不晚于"),
  NINE("nine in ten by", "90% 可能不晚于"),
  LATE_ODDS("chance of overrunning", "超时概率"),
  FROM_FORECAST("from a forecast of the rest", "来自对剩余工作的预测"),
  FROM_PLAN("from the plan's durations", "来自计划时长"),
  NEXT_UPDATE("Next update by", "下次更新不晚于"),
  MISSED("Update missed: it was promised by", "未按时更新：承诺时间为"),
  STEPS("steps", "个步骤"),
  OF("of", "/"),
  GATE("Gate", "关卡"),
  UNDOING("rolled back", "已回退时段"),
  UPDATES("Updates", "更新记录"),
  MOVES("The window has moved", "维护时间变更"),
  WAS("was", "原为"),
  IS("is now", "现为"),
  UPCOMING("Upcoming maintenance", "即将进行的维护"),
  NONE_UPCOMING("No maintenance is planned.", "没有计划中的维护。"),
  FALLBACK("Should it not take place, it moves to", "如遇延期，改为"),
  BEFORE("Do before", "请提前"),
  DURING("Meanwhile", "维护期间"),
  TOUCHED("Touches", "涉及"),
  INCIDENTS("Incidents", "事件"),
  RESOLVED("resolved", "已解决"),
  PAST("Past maintenance", "历史维护"),
  NONE_PAST("None in the last 90 days.", "最近 90 天内没有。"),
  UPTIME("Uptime, 90 days", "90 天可用率"),
  DAYS_WITH("of 90 days with maintenance", "天有维护"),
  DAYS_OUT("of 90 days with an outage", "天有中断"),
  SUBSCRIBE("Subscribe", "订阅"),
  NOTICES("Mail, SMS, push, chat", "邮件、短信、推送、群通知"),
  CALENDAR("Calendar", "日历"),
  DATA("JSON", "JSON"),
  MORE("and more", "以及其他"),
  CLUSTER_TIME("cluster's time", "集群时间"),
  YOUR_TIME("your time", "您的时间"),
  AGO("ago", "前"),
  NO_RUNS("Nothing has been announced yet.", "尚无公告。"),
  REPORT("took", "历时");

  private final String en;
  private final String zh;

  Label(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  /** The words. */
  public String in(Language language) {
    return switch (language) {
      case EN -> en;
      case ZH -> zh;
    };
  }
}
