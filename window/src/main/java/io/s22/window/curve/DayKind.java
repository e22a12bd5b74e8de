package io.s22.window.curve;

/** What kind of day it is for the people who use the services. */
public enum DayKind {
  /** A day like others of its weekday. */
  ORDINARY,
  /** A public holiday that stands alone or makes a long weekend. */
  HOLIDAY,
  /** A day of a break of four days and more: holidays, weekends, and single days between them. */
  BREAK,
  /** The day before such a break. */
  EVE,
  /** A Saturday or Sunday on which people work to make up for a holiday. */
  MAKE_UP
}
