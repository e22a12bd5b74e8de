package io.s22.server.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One thing a person or a token may do. */
public enum Scope {
  PLANS_READ,
  PLANS_WRITE,
  RUNS_READ,
  RUNS_START,
  RUNS_STEER,
  RUNS_APPROVE,
  PAGE_READ,
  PAGE_WRITE,
  /** What people were told, what is on its way, and who is told: addresses are masked. */
  NOTICES_READ,
  /** Tells people, sends again, and takes subscribers away. */
  NOTICES_WRITE,
  /** What users are due: it names them. */
  SETTLE_READ,
  /** Books what users are due, decides cases of lost data, and pays. */
  SETTLE_WRITE,
  PEOPLE_ADMIN,
  AUDIT_READ,
  /** Everybody's own tokens and sessions. */
  SELF,
  /** Makes and closes tenants; of use in the first tenant alone. */
  TENANTS_ADMIN;

  /** As it is written: {@code runs:read}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  /** The scope that is written so. */
  public static Optional<Scope> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }
}
