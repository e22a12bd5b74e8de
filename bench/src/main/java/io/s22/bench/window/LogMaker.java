package io.s22.bench.window;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Writes a log of the real lines beside the repository, repeated and shuffled, some malformed. */
final class LogMaker {
  private static final long SEED = 7;
  private static final int BLOCK = 200_000;

  private LogMaker() {}

  /** Returns how many lines were written. */
  static long write(Path file, long lines) throws IOException {
    Random random = new Random(SEED);
    List<byte[]> source = source();
    long written = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      while (written < lines) {
        List<byte[]> block = new ArrayList<>(BLOCK);
        while (block.size() < BLOCK) {
          block.addAll(source);
        }
        Collections.shuffle(block, random);
        for (byte[] line : block) {
          out.write(line);
          out.write('\n');
        }
        written += block.size();
      }
    }
    return written;
  }

  private static List<byte[]> source() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path real = at.resolve("shared/data/logs/apache_combined.log");
      if (Files.exists(real)) {
        for (String line : Files.readAllLines(real, StandardCharsets.ISO_8859_1)) {
          lines.add(line.getBytes(StandardCharsets.ISO_8859_1));
        }
      }
    }
    if (lines.isEmpty()) {
      throw new IOException("shared/data/logs/apache_combined.log is not beside the repository");
    }
    lines.add("this is no line of a log".getBytes(StandardCharsets.US_ASCII));
    lines.add(
        "1.2.3.4 - - [99/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\""
            .getBytes(StandardCharsets.US_ASCII));
    return lines;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
