package io.s22.cli;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The server's classes, found by name: no other command loads them. */
final class ServerClasses {
  private static final String SERVE = "io.s22.server.boot.Serve";
  private static final String SHOW = "io.s22.server.boot.Show";

  private ServerClasses() {}

  /**
   * The whole server: takes options, returns the exit code when it was stopped.
   *
   * @throws S22Exception S22-9600 where it is not installed
   */
  @SuppressWarnings("unchecked") // what the class is, is a promise between this one and that one
  static Function<Map<String, java.util.List<String>>, Integer> server() {
    return (Function<Map<String, java.util.List<String>>, Integer>) made(SERVE);
  }

  /**
   * The page alone, over runs that are driven here: returns what ends it.
   *
   * @throws S22Exception S22-9600 where it is not installed
   */
  @SuppressWarnings("unchecked") // what the class is, is a promise between this one and that one
  static Function<Map<String, Object>, AutoCloseable> page() {
    return (Function<Map<String, Object>, AutoCloseable>) made(SHOW);
  }

  private static Object made(String name) {
    try {
      return loader().loadClass(name).getDeclaredConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw new S22Exception(
          "S22-9600",
          "The server is not installed beside this command.",
          "Build it: 'mvn -pl cli,server -am package -DskipTests', or use the launcher 's22'.",
          e);
    } catch (InstantiationException
        | IllegalAccessException
        | NoSuchMethodException
        | InvocationTargetException e) {
      throw new IllegalStateException("the server cannot be made", e);
    }
  }

  /** The launcher puts the server on the class path; without it, it lies beside the command. */
  private static ClassLoader loader() {
    ClassLoader own = ServerClasses.class.getClassLoader();
    if (own.getResource(SERVE.replace('.', '/') + ".class") != null) {
      return own;
    }
    Path jar = Path.of(java.net.URI.create(location()));
    Path folder = jar.resolve("../../../../server/target/app").normalize();
    if (!Files.isDirectory(folder)) {
      return own;
    }
    try (Stream<Path> files = Files.list(folder)) {
      URL[] jars =
          files
              .filter(f -> f.toString().endsWith(".jar"))
              .map(ServerClasses::url)
              .toArray(URL[]::new);
      return new URLClassLoader("server", jars, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String location() {
    return ServerClasses.class.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has an address", e);
    }
  }
}
