package io.s22.rehearsal.binding;

/**
 * What stands behind a step in a rehearsal.
 *
 * @param why one line: what is really done, or why nothing is
 */
public record Binding(Kind kind, String why) {
  /** How much of it is real. */
  public enum Kind {
    REAL,
    /** Real on some of its hosts. */
    PARTLY,
    SIMULATED;

    /** The word on screens. */
    public String word() {
      return switch (this) {
        case REAL -> "real";
        case PARTLY -> "partly real";
        case SIMULATED -> "simulated";
      };
    }
  }

  static Binding real(String what) {
    return new Binding(Kind.REAL, what);
  }

  static Binding simulated(String why) {
    return new Binding(Kind.SIMULATED, why);
  }

  public boolean isReal() {
    return kind == Kind.REAL;
  }

  @Override
  public String toString() {
    return kind.word() + ": " + why;
  }
}
