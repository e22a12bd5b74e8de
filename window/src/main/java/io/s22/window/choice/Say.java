package io.s22.window.choice;

import io.s22.plan.Choosing;
import io.s22.plan.Text;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of a choice, in one language. */
record Say(Tongue tongue) {
  private static final double SAME = 0.005;

  private String say(String english, String chinese) {
    return tongue.say(english, chinese);
  }

  String day(LocalDateTime time) {
    return format("EEE uuuu-MM-dd", time);
  }

  String time(LocalDateTime time) {
    return format("EEE uuuu-MM-dd HH:mm", time);
  }

  private String format(String pattern, LocalDateTime time) {
    return DateTimeFormatter.ofPattern(pattern, tongue.locale()).format(time);
  }

  /** Monday to Sunday. */
  List<String> days() {
    return List.of(say("Mon,Tue,Wed,Thu,Fri,Sat,Sun", "周一,周二,周三,周四,周五,周六,周日").split(","));
  }

  /** {@code 1 h 30 min}, {@code 3 d 2 h}. */
  String length(int minutes) {
    int days = minutes / 1440;
    int hours = minutes % 1440 / 60;
    int rest = minutes % 60;
    String text = days > 0 ? days + say(" d ", " 天 ") : "";
    text += hours > 0 ? hours + say(" h ", " 小时 ") : "";
    text += rest > 0 || text.isEmpty() ? rest + say(" min", " 分钟") : "";
    return text.strip();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%,.1f" : "%,.0f", value);
  }

  /** A name of costs. */
  String cost(String name) {
    return switch (name) {
      case Prices.HOURS -> say(name, "窗口时长");
      case Prices.NIGHT_WORK -> say(name, "夜间作业");
      case Prices.BILLING_NEAR -> say(name, "临近计费日");
      default -> name;
    };
  }

  String announced(Candidate own) {
    String hit = say("As announced: " + hits(own) + ".", "按公告：" + hits(own) + "。");
    String broken = listed(own.breaks());
    return own.breaks().isEmpty()
        ? hit
        : hit + say(" It breaks " + broken + ".", "它违反：" + broken + "。");
  }

  private String listed(List<Text> names) {
    return names.stream().map(tongue::in).collect(Collectors.joining(say(", ", "、")));
  }

  private String hits(Candidate own) {
    String low = number(own.presentLow());
    String high = number(own.presentHigh());
    String band =
        own.presentHigh() > own.presentLow()
            ? say(
                " (80 % band " + low + " to " + high + ")", "（80 % 区间 " + low + " 至 " + high + "）")
            : "";
    String minutes = number(own.userMinutes());
    String present = number(own.present());
    return say(
            minutes + " user-minutes of interruption, " + present + " users present on average",
            "中断 " + minutes + " 用户·分钟，平均在线 " + present + " 名用户")
        + band;
  }

  /**
   * @param reference the announced window for the best one, the best one for the others
   */
  String why(
      Candidate own, Candidate reference, boolean best, String unit, @Nullable Choosing choosing) {
    StringBuilder text = new StringBuilder(hits(own)).append(say(", ", "，"));
    text.append(compared(own.userMinutes(), reference.userMinutes(), best));
    if (!unit.isEmpty()) {
      text.append(say("; costs ", "；成本 ")).append(number(own.cost())).append(' ').append(unit);
      if (best) {
        text.append(say(" against ", "，公告窗口为 ")).append(number(reference.cost()));
      }
      if (choosing != null) {
        boolean night = own.costs().containsKey(Prices.NIGHT_WORK);
        boolean near = own.costs().containsKey(Prices.BILLING_NEAR);
        text.append(night ? say(", night work included", "，含夜间作业") : "");
        text.append(near ? say(", billing is near", "，临近计费日") : "");
      }
    }
    if (best && !reference.breaks().isEmpty()) {
      text.append(say("; keeps to everything, the announced window breaks ", "；满足全部约束，而公告窗口违反："));
      text.append(listed(reference.breaks()));
    }
    return text.append(say(".", "。")).toString();
  }

  private String compared(double own, double reference, boolean best) {
    String other = best ? say("the announced window", "公告窗口") : say("the best", "最佳窗口");
    if (reference <= 0) {
      return say("where " + other + " has none to compare", other + "没有可比的中断");
    }
    double share = own / reference - 1;
    if (Math.abs(share) < SAME) {
      return say("as many as " + other, "与" + other + "相同");
    }
    String much = String.format(Locale.ROOT, "%.0f %%", Math.abs(share) * 100);
    return share < 0
        ? say(much + " fewer than " + other, "比" + other + "少 " + much)
        : say(much + " more than " + other, "比" + other + "多 " + much);
  }
}
