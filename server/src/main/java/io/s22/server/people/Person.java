package io.s22.server.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account.
 *
 * @param login his name within the tenant
 * @param title how he is called
 * @param password what is stored of it; null until he has set one
 * @param totp the sealed secret of his one-time codes; null until he has set one
 * @param totpStep the newest step of time whose code was used
 * @param subject who he is at the OIDC issuer; null until he came from there
 * @param failed how often in a row signing in failed
 */
public record Person(
    String tenant,
    String login,
    String title,
    Role role,
    @Nullable String password,
    @Nullable String totp,
    long totpStep,
    @Nullable String subject,
    int failed,
    Instant lockedUntil,
    boolean disabled,
    Instant created) {}
