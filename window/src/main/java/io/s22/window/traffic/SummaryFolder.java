package io.s22.window.traffic;

import io.s22.plan.S22Exception;
import io.s22.window.traffic.Summary.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of summaries. Several files of one day are added up; so machines share a year's logs
 * by copying their files together.
 *
 * <p>A file's name is the day and a hash of what it was made from: the same logs give the same file
 * again, so a reading that was killed is simply repeated.
 */
public final class SummaryFolder {
  private static final int DAY_LENGTH = 10;

  private final Path folder;

  public SummaryFolder(Path folder) {
    this.folder = folder;
  }

  /** Saves a day beside what is there. */
  void save(Summary summary) {
    try {
      Files.createDirectories(folder);
      SummaryFile.write(summary, file(summary));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(Summary summary) {
    String heads = String.join(" ", summary.sources().stream().map(Source::head).sorted().toList());
    byte[] hash = Hashes.sha256().digest(heads.getBytes(StandardCharsets.UTF_8));
    String name = summary.day() + "+" + HexFormat.of().formatHex(hash, 0, 8) + SummaryFile.SUFFIX;
    return folder.resolve(name);
  }

  /** The files by day. */
  private Map<LocalDate, List<Path>> files() {
    Map<LocalDate, List<Path>> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file ->
              file.getFileName().toString().matches("\\d{4}-\\d\\d-\\d\\d\\+.*\\.s22t\\.gz"))
          .sorted()
          .forEach(file -> files.computeIfAbsent(day(file), day -> new ArrayList<>()).add(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static LocalDate day(Path file) {
    return LocalDate.parse(file.getFileName().toString().substring(0, DAY_LENGTH));
  }

  /**
   * Takes a summary in that was counted elsewhere: the bytes of its file.
   *
   * @return its day; empty where everything in it is here already
   * @throws S22Exception S22-7010 where it is damaged; S22-7011 and S22-7012 where it does not fit
   *     to what is here
   */
  public Optional<LocalDate> take(byte[] packed) {
    Summary came = SummaryFile.received(packed);
    Map<LocalDate, List<Path>> files = files();
    if (!files.isEmpty()) {
      Path any = files.values().iterator().next().getFirst();
      SummaryMerge.requireKind(
          SummaryFile.readHeader(any).kind(), came.kind(), "The summary of " + came.day());
    }
    List<Summary> all = new ArrayList<>();
    files
        .getOrDefault(came.day(), List.of())
        .forEach(file -> all.add(SummaryFile.readHeader(file)));
    all.add(came);
    if (!SummaryMerge.needed(all).contains(came)) {
      return Optional.empty();
    }
    // What it supersedes stays: nobody who reads the folder meanwhile misses a file.
    save(came);
    return Optional.of(came.day());
  }

  /** The files of all days, in order. */
  public List<Path> all() {
    return files().values().stream().flatMap(List::stream).toList();
  }

  /** The days there are summaries of, in order. */
  public List<LocalDate> days() {
    return List.copyOf(files().keySet());
  }

  /**
   * One day, all its files added up.
   *
   * @throws S22Exception S22-7010 to S22-7012 where a file is damaged or does not fit
   */
  public Summary load(LocalDate day) {
    return load(files().getOrDefault(day, List.of()));
  }

  private static Summary load(List<Path> files) {
    if (files.size() == 1) {
      return SummaryFile.read(files.getFirst(), false);
    }
    List<Summary> all = files.stream().map(file -> SummaryFile.read(file, true)).toList();
    return SummaryMerge.sum(SummaryMerge.needed(all));
  }

  /**
   * All days in order, each handed on and forgotten.
   *
   * @throws S22Exception S22-7009 where there is none; S22-7010 to S22-7012 as {@link #load}
   */
  public void forEach(Consumer<Summary> to) {
    Map<LocalDate, List<Path>> files = files();
    if (files.isEmpty()) {
      throw new S22Exception(
          "S22-7009",
          "There are no traffic summaries in " + folder + ".",
          "Make some with 's22 traffic read FILES --into " + folder + "'.");
    }
    Summary.@Nullable Kind kind = null;
    for (List<Path> day : files.values()) {
      Summary summary = load(day);
      kind = kind == null ? summary.kind() : kind;
      SummaryMerge.requireKind(kind, summary.kind(), "The summary of " + summary.day());
      to.accept(summary);
    }
  }

  /** Makes one file of each of these days that has several. */
  void compact(List<LocalDate> days) {
    Map<LocalDate, List<Path>> files = files();
    for (LocalDate day : days) {
      List<Path> own = files.getOrDefault(day, List.of());
      if (own.size() > 1) {
        replaceBySum(own);
      }
    }
  }

  private void replaceBySum(List<Path> files) {
    Summary sum = load(files);
    Path kept = file(sum);
    save(sum);
    try {
      for (Path file : files) {
        if (!file.equals(kept)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The logs that were read whole, by the hash of their beginning.
   *
   * @throws S22Exception S22-7011 where the summaries are of another kind than {@code kind}
   */
  Map<String, Source> known(Summary.Kind kind) {
    Map<String, Source> sources = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    files()
        .forEach((day, files) -> {
          Map<String, Source> ofDay = new HashMap<>();
          for (Path file : files) {
            Summary header = SummaryFile.readHeader(file);
            SummaryMerge.requireKind(kind, header.kind(), "The summary " + file);
            header.sources().forEach(source -> ofDay.put(source.head(), source));
          }
          sources.putAll(ofDay);
          ofDay.keySet().forEach(head -> seen.merge(head, 1, Integer::sum));
        });
    sources.values().removeIf(s -> seen.getOrDefault(s.head(), 0) < s.days().size());
    return sources;
  }
}
