package io.s22.window.traffic;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where cells are put aside when memory is full; made when it is needed, gone afterwards. */
final class SpillFolder implements Closeable {
  private @Nullable Path folder;
  private int files;

  synchronized Path next() throws IOException {
    Path own = folder;
    if (own == null) {
      own = Files.createTempDirectory("s22-traffic");
      folder = own;
    }
    return own.resolve("cells-" + files++);
  }

  @Override
  public synchronized void close() throws IOException {
    Path own = folder;
    if (own == null) {
      return;
    }
    try (Stream<Path> left = Files.list(own)) {
      for (Path file : List.copyOf(left.toList())) {
        Files.delete(file);
      }
    }
    Files.delete(own);
  }
}
