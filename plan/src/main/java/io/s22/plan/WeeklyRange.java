package io.s22.plan;

import java.time.DayOfWeek;

@Doc(value = "A day of the week and a span of that day.", examples = "Sat 10:00-12:00")
public record WeeklyRange(DayOfWeek day, TimeRange time) {}
