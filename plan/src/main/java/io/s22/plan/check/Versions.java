package io.s22.plan.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of version moves that makers support: {@code versions.tsv} beside this class. */
final class Versions {
  /** The one table, read when it is first asked for. */
  private static final class Shared {
    private static final Versions KNOWN = read();
  }

  /**
   * One product.
   *
   * @param series its release series in order; or the single word minor or major
   * @param atOnce how many series an upgrade may go forward; {@code Integer.MAX_VALUE} for any
   * @param back what a downgrade in place may reach, as in the table
   * @param source where the maker says how far an upgrade may go
   * @param backSource where the maker says what a downgrade may reach
   */
  record Product(
      List<String> series, int atOnce, List<String> back, String source, String backSource) {
    /** The series to stop at on the way, when the way is too far; empty when it is supported. */
    List<String> stops(Version from, Version to) {
      List<String> all = series(from, to);
      int begin = all.indexOf(seriesOf(from));
      int end = all.indexOf(seriesOf(to));
      if (begin < 0 || end < 0 || end - begin <= atOnce) {
        return List.of();
      }
      List<String> stops = new ArrayList<>();
      for (int next = begin + atOnce; next < end; next += atOnce) {
        stops.add(all.get(next));
      }
      return stops;
    }

    /** Whether the maker supports going back in place from one version to an older one. */
    boolean mayGoBack(Version from, Version to) {
      if (back.contains("never") || !seriesOf(from).equals(seriesOf(to))) {
        return false;
      }
      return back.contains("series")
          || back.stream()
              .flatMap(text -> Version.parse(text).stream())
              .anyMatch(floor -> seriesOf(floor).equals(seriesOf(to)) && to.compareTo(floor) >= 0);
    }

    private List<String> series(Version from, Version to) {
      if (series.contains("major")) {
        return count("", from.part(0), to.part(0));
      }
      if (series.contains("minor")) {
        return from.part(0) == to.part(0)
            ? count(from.part(0) + ".", from.part(1), to.part(1))
            : List.of();
      }
      return series;
    }

    private static List<String> count(String before, int from, int to) {
      List<String> all = new ArrayList<>();
      for (int n = from; n <= Math.min(to, from + 100); n++) {
        all.add(before + n);
      }
      return all;
    }

    private String seriesOf(Version version) {
      return series.contains("major")
          ? String.valueOf(version.part(0))
          : version.part(0) + "." + two(version.part(1));
    }

    /** Ubuntu counts months: 24.04. */
    private String two(int minor) {
      boolean padded = series.stream().anyMatch(each -> each.contains(".0"));
      boolean months = padded && series.stream().anyMatch(each -> each.endsWith(".04"));
      return months ? String.format(Locale.ROOT, "%02d", minor) : String.valueOf(minor);
    }
  }

  private final Map<String, Product> products;

  private Versions(Map<String, Product> products) {
    this.products = Map.copyOf(products);
  }

  static Optional<Product> product(String name) {
    return Optional.ofNullable(Shared.KNOWN.products.get(name.toLowerCase(Locale.ROOT)));
  }

  private static Versions read() {
    Map<String, Product> products = new HashMap<>();
    Table.rows("versions.tsv").forEach(row -> add(row, products));
    return new Versions(products);
  }

  private static void add(List<String> row, Map<String, Product> products) {
    int atOnce = row.get(2).equals("any") ? Integer.MAX_VALUE : Integer.parseInt(row.get(2));
    Product product =
        new Product(
            List.of(row.get(1).split(" ", -1)),
            atOnce,
            List.of(row.get(3).split(" ", -1)),
            row.get(4),
            row.get(5));
    for (String name : row.get(0).split(",", -1)) {
      products.put(name, product);
    }
  }
}
