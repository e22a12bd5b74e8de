package io.s22.window.curve;

/**
 * A model that is not led into a holiday: on a day that is not ordinary it expects at least what an
 * ordinary day of that weekday brings. How quiet a holiday will be is known far less well than how
 * quiet a usual night is, and the quietest guess of many is mostly a wrong one.
 */
final class Cautious implements Model {
  private static final double FADING = 0.2;

  private final Model model;
  private final Holidays holidays;

  Cautious(Model model, Holidays holidays) {
    this.model = model;
    this.holidays = holidays;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public double[] forecast(DayGrid past, int days) {
    double[] values = model.forecast(past, days);
    Profiles profiles = Profiles.of(past, holidays, FADING, false);
    for (int day = 0; day < days; day++) {
      int index = past.days() + day;
      if (holidays.kind(past.date(index)) != DayKind.ORDINARY) {
        double[] ordinary = profiles.rows()[Profiles.weekday(past, index)];
        for (int slot = 0; slot < ordinary.length; slot++) {
          int at = day * ordinary.length + slot;
          values[at] = Math.max(values[at], ordinary[slot]);
        }
      }
    }
    return values;
  }
}
