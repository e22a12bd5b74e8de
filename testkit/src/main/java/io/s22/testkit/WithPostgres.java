package io.s22.testkit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a PostgreSQL: one process for all tests of a module, of which each asks for schemas
 * of its own. Where none is installed, the tests are skipped, and say so.
 */
public final class WithPostgres implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(WithPostgres.class);

  /** A running PostgreSQL, and the names of schemas that nobody has used. */
  public static final class Shared implements AutoCloseable {
    private final Postgres postgres;
    private final AtomicInteger schemas = new AtomicInteger();

    Shared(Postgres postgres) {
      this.postgres = postgres;
    }

    /** The address of a new schema, as {@code S22_DATABASE_URL} takes it. */
    public String fresh() {
      return postgres.url("t" + schemas.incrementAndGet());
    }

    @Override
    public void close() {
      postgres.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Shared.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Optional<java.nio.file.Path> programs = Postgres.programs();
    Assumptions.assumeTrue(
        programs.isPresent(), "NO POSTGRESQL IS INSTALLED: '.ci/packages' brings it; test skipped");
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Shared.class, type -> new Shared(Postgres.start(programs.orElseThrow())), Shared.class);
  }
}
