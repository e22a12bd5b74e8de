package io.s22.tell;

import io.s22.plan.Text;
import java.time.Instant;

/**
 * Something the public was told of a window.
 *
 * @param id unique and stable
 * @param status as Statuspage writes the state of maintenance at that moment
 */
public record Update(String id, Instant at, String status, Text body) {}
