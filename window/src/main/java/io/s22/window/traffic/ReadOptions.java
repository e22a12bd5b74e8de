package io.s22.window.traffic;

import java.time.ZoneId;

/**
 * What makes two summaries of the same kind: only such as agree in this can be added up.
 *
 * @param format how lines are written, and which field tells users apart
 * @param routes the route groups
 * @param zone of times that carry no offset
 */
public record ReadOptions(LogFormat format, Routes routes, ZoneId zone) {}
