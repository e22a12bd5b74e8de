package io.s22.settle.show;

import java.math.BigDecimal;

/**
 * What the forecast expected of one service, to stand beside what was.
 *
 * @param seconds mean time down
 * @param perUser mean amount of a user who was there all the time
 */
public record Expectation(double seconds, BigDecimal perUser) {}
