package io.s22.testkit;

import io.s22.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random plans that the engine can run and the forecast can sample: every way to order, repeat,
 * gate, undo and fail, small enough to be run by the thousand. The same seed gives the same plan.
 */
public final class RandomPlans {
  private static final List<String> AFTER_FAILURE =
      List.of("roll-back-step", "roll-back-stage", "roll-back-run", "go-on", "ask");

  private final SplittableRandom random;

  /** Of its own, so that a plan with faults is otherwise the plan without. */
  private final SplittableRandom faults;

  /** Likewise for what only degrades services. */
  private final SplittableRandom poor;

  private final Shape shape;
  private final StringBuilder text = new StringBuilder();
  private final List<String> hosts = new ArrayList<>();
  private int steps;

  /**
   * What the plans are like.
   *
   * @param stages at most so many
   * @param stepsEach at most so many steps in a stage
   * @param fails how likely an attempt fails where it may fail at all
   * @param tight whether steps may take so long that the point of no return is reached
   * @param faults whether hosts fail at random, services take time to fail over, one depends on
   *     another, and some are degraded
   */
  public record Shape(int stages, int stepsEach, double fails, boolean tight, boolean faults) {
    /** Up to three stages of up to four steps, one attempt in ten failing. */
    public static final Shape USUAL = new Shape(3, 4, 0.1, false);

    /** Hosts that never fail by themselves. */
    public Shape(int stages, int stepsEach, double fails, boolean tight) {
      this(stages, stepsEach, fails, tight, false);
    }

    /** The same with random faults. */
    public Shape withFaults() {
      return new Shape(stages, stepsEach, fails, tight, true);
    }
  }

  private RandomPlans(long seed, Shape shape) {
    this.random = new SplittableRandom(seed);
    this.faults = new SplittableRandom(~seed);
    this.poor = new SplittableRandom(Long.reverse(seed));
    this.shape = shape;
  }

  /** The plan of {@code seed}. */
  public static Plan plan(long seed, Shape shape) {
    return TestPlans.read(text(seed, shape));
  }

  /** The same as text, to be shown when a test fails. */
  public static String text(long seed, Shape shape) {
    return new RandomPlans(seed, shape).write();
  }

  private String write() {
    line("plan: random");
    line("title: A random plan");
    line("zone: UTC");
    line("window: {opens: 2024-03-16 00:00, closes: 2024-03-16 04:00}");
    line("people: {lead: [ann]}");
    line("crews: {dba: 1, hands: 2" + (shape.faults() ? ", menders: 1}" : "}"));
    if (oneIn(3)) {
      String asks = oneIn(2) ? "asks: lead, within: 5m, " : "";
      line("turning-back: {" + asks + "otherwise: " + (oneIn(2) ? "go-on" : "roll-back") + "}");
    }
    cluster();
    line("stages:");
    int count = 1 + random.nextInt(shape.stages());
    for (int i = 0; i < count; i++) {
      stage(i);
    }
    return text.toString();
  }

  private void cluster() {
    int count = 2 + random.nextInt(4);
    for (int i = 1; i <= count; i++) {
      hosts.add("h-" + i);
    }
    line("cluster:");
    if (shape.faults()) {
      line("  hosts:");
      hosts.forEach(host -> line("    " + host + ": " + (faultFree() ? "{}" : fault())));
    } else {
      line("  hosts: {\"h-[1-" + count + "]\": {}}");
    }
    line("  services:");
    int needs = 1 + random.nextInt(count - 1);
    String failOver = shape.faults() ? failOver() : "";
    line(
        "    api: {on: \"h-[1-" + count + "]\", needs: " + needs + " of " + count + failOver + "}");
    line("    files: {on: h-1}");
    if (shape.faults()) {
      line("    front: {on: h-2, depends-on: [api], degrades-without: [files]}");
    }
  }

  private boolean faultFree() {
    return faults.nextInt(4) == 0;
  }

  /** Often enough that most nights see one. */
  private String fault() {
    String crew = faults.nextBoolean() ? ", crew: menders" : "";
    String mended = "{exponential: {mean: " + (5 + faults.nextInt(60)) + "m}}";
    return "{faults: {every: " + (1 + faults.nextInt(8)) + "h, mended-in: " + mended + crew + "}}";
  }

  private String failOver() {
    String spares = faults.nextInt(3) == 0 ? ", spares-fail: " + 30 * faults.nextInt(2) + "%" : "";
    return faults.nextBoolean()
        ? ", fail-over: {takes: {uniform: {from: 2s, to: 90s}}}" + spares
        : spares;
  }

  private void stage(int index) {
    line("  - stage: stage-" + index);
    int from = index * 30 + (oneIn(3) ? 7 : 0);
    line("    box: \"" + clock(from) + "-" + clock(from + 30) + "\"");
    if (index > 0 && oneIn(3)) {
      line("    after: " + (oneIn(2) ? "[]" : "[stage-" + random.nextInt(index) + "]"));
    }
    if (oneIn(6)) {
      line("    gates: [" + gate() + "]");
    }
    line("    steps:");
    int first = steps;
    int count = 1 + random.nextInt(shape.stepsEach());
    for (int i = 0; i < count; i++) {
      step(first);
    }
  }

  private void step(int first) {
    int number = steps++;
    line("      - step: step-" + number);
    line("        uses: " + List.of("idempotent", "probe", "manual").get(random.nextInt(3)));
    if (number > first && oneIn(3)) {
      int before = first + random.nextInt(number - first);
      line("        after: " + (oneIn(2) ? "[]" : "[step-" + before + "]"));
    }
    boolean onHosts = !oneIn(4);
    if (onHosts) {
      onHosts();
    } else if (shape.faults() && faults.nextBoolean()) {
      line("        interrupts: {files: {until: step-" + (number + 1 + faults.nextInt(3)) + "}}");
    }
    if (shape.faults() && poor.nextInt(3) == 0) {
      line("        degrades: {" + degrades(onHosts ? "front" : "api", number) + "}");
    }
    line("        takes: " + duration(shape.tight() ? 60 : 6));
    if (oneIn(2)) {
      line("        fails: " + shape.fails());
    }
    checks();
    if (!oneIn(5)) {
      String fails = oneIn(20) ? ", fails: 0.05" : "";
      line("        rollback: {uses: probe, takes: " + duration(4) + fails + "}");
    }
    course();
  }

  private String degrades(String service, int number) {
    return switch (poor.nextInt(3)) {
      case 0 -> service + ": throughout";
      case 1 -> service + ": 3m";
      default -> service + ": {until: step-" + (number + 1 + poor.nextInt(3)) + "}";
    };
  }

  private void onHosts() {
    int many = 1 + random.nextInt(hosts.size());
    line(
        "        on: ["
            + String.join(", ", hosts.subList(hosts.size() - many, hosts.size()))
            + "]");
    if (oneIn(4)) {
      line("        canary: " + (1 + random.nextInt(2)));
    }
    if (oneIn(2)) {
      line("        batch: " + List.of("2", "50%", "all").get(random.nextInt(3)));
    }
    if (oneIn(3)) {
      line("        interrupts: {api: " + (oneIn(2) ? "throughout" : "30s") + "}");
    }
  }

  private void checks() {
    if (oneIn(4)) {
      line("        precheck: {uses: probe, takes: 10s, fails: " + shape.fails() / 4 + "}");
    }
    if (oneIn(3)) {
      line("        verify: {uses: probe, takes: 20s, fails: " + shape.fails() / 2 + "}");
    }
    if (oneIn(3)) {
      String times = oneIn(2) ? ", times: 3, at-most: 30s" : "";
      line("        retry: {attempts: " + (2 + random.nextInt(2)) + ", wait: 10s" + times + "}");
    }
    if (oneIn(4)) {
      line("        timeout: 5m");
    }
  }

  private void course() {
    if (oneIn(2)) {
      line("        if-fails: " + AFTER_FAILURE.get(random.nextInt(AFTER_FAILURE.size())));
    }
    if (oneIn(4)) {
      line("        crew: " + (oneIn(2) ? "dba" : "hands"));
    }
    if (oneIn(6)) {
      line("        gates: [" + gate() + "]");
    }
    if (oneIn(3)) {
      line("        may-stop-after: yes");
    }
  }

  private String gate() {
    String refuses = oneIn(2) ? ", refuses: 0.2" : "";
    return switch (random.nextInt(3)) {
      case 0 -> "{command: \"true\"" + refuses + "}";
      case 1 -> "{approval: lead, takes: " + duration(3) + refuses + "}";
      default ->
          "{approval: lead, within: 2m, otherwise: "
              + (oneIn(2) ? "go" : "no-go")
              + ", takes: "
              + duration(3)
              + refuses
              + "}";
    };
  }

  /** About {@code minutes} long. */
  private String duration(int minutes) {
    int likely = 1 + random.nextInt(minutes);
    return switch (random.nextInt(8)) {
      case 0 -> likely + "m";
      case 1 -> "{likely: " + likely + "m, worst: " + 2 * likely + "m}";
      case 2 -> "{best: " + likely + "m, likely: " + 2 * likely + "m, worst: " + 4 * likely + "m}";
      case 3 -> "{uniform: {from: " + likely + "m, to: " + 2 * likely + "m}}";
      case 4 -> "{lognormal: {median: " + likely + "m, sigma: 0.4}}";
      case 5 -> "{exponential: {mean: " + likely + "m}}";
      case 6 -> "{normal: {mean: " + likely + "m, sd: 30s}}";
      default -> "{empirical: {values: [" + likely + "m, " + 2 * likely + "m, 90s]}}";
    };
  }

  private static String clock(int minutes) {
    return "%02d:%02d".formatted(minutes / 60, minutes % 60);
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
