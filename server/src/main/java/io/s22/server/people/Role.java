package io.s22.server.people;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person is. */
public enum Role {
  /** Sees everything but people and the audit. */
  VIEWER(Scope.PLANS_READ, Scope.RUNS_READ, Scope.PAGE_READ, Scope.SELF),
  /** Writes plans, starts and steers runs, tells the public. */
  OPERATOR(
      Scope.PLANS_READ,
      Scope.PLANS_WRITE,
      Scope.RUNS_READ,
      Scope.RUNS_START,
      Scope.RUNS_STEER,
      Scope.PAGE_READ,
      Scope.PAGE_WRITE,
      Scope.NOTICES_READ,
      Scope.NOTICES_WRITE,
      Scope.SETTLE_READ,
      Scope.SELF),
  /** Answers what runs ask, though never his own; stops runs. */
  APPROVER(
      Scope.PLANS_READ,
      Scope.RUNS_READ,
      Scope.RUNS_STEER,
      Scope.RUNS_APPROVE,
      Scope.PAGE_READ,
      Scope.NOTICES_READ,
      Scope.SETTLE_READ,
      Scope.SETTLE_WRITE,
      Scope.SELF),
  /** All of this, and who may do what. */
  ADMIN(Scope.values());

  private final Set<Scope> scopes;

  Role(Scope... scopes) {
    this.scopes = Set.of(scopes);
  }

  /** What somebody of this role may do. */
  public Set<Scope> scopes() {
    return EnumSet.copyOf(scopes);
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that is written so. */
  public static Optional<Role> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }
}
