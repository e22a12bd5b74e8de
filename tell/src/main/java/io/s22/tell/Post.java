package io.s22.tell;

import io.s22.plan.Text;
import java.time.Instant;

/**
 * What was posted beside what the journal tells by itself: by the watchdog, or by a person.
 *
 * @param id unique and stable
 * @param run the window it is about
 */
public record Post(String id, String run, Instant at, Text body) {}
