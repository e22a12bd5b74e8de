package io.s22.settle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is settled with: users, the services each of them uses, and what each of them missed where
 * that was measured. A million users with a row each take some fifty megabytes.
 */
public final class Roll {
  private static final int FILE_SHIFT = 40;
  private static final long LINE_MASK = (1L << FILE_SHIFT) - 1;

  private final List<String> services;
  private final Map<String, Integer> serviceNumber = new HashMap<>();
  private final int words;
  private final Names users = new Names();
  private final List<String> files = new ArrayList<>();
  private final List<String> hashes = new ArrayList<>();
  private final Map<String, List<Stretch>> ofAll = new TreeMap<>();
  private long[] uses = new long[1 << 8];
  private int[] rowUser = new int[1 << 8];
  private short[] rowService = new short[1 << 8];
  private long[] rowFrom = new long[1 << 8];
  private long[] rowTo = new long[1 << 8];
  private long[] rowEvidence = new long[1 << 8];
  private int rows;
  private int[] firstRow = new int[0];
  private int[] byUser = new int[0];

  /**
   * @param services of the plan, in the order of {@link Terms#services}
   */
  public Roll(List<String> services) {
    this.services = List.copyOf(services);
    for (String service : this.services) {
      serviceNumber.put(service, serviceNumber.size());
    }
    this.words = Math.max(1, Math.ceilDiv(services.size(), Long.SIZE));
  }

  /** Begins a file; its rows name it. */
  public void file(String name) {
    files.add(name);
    hashes.add("");
  }

  /** The SHA-256 of the file that was begun last. */
  public void hash(String sha256) {
    hashes.set(hashes.size() - 1, sha256);
  }

  /** A user's number. */
  public int user(String name) {
    int number = users.number(name);
    int needed = users.size() * words;
    if (needed > uses.length) {
      uses = Arrays.copyOf(uses, Math.max(needed, uses.length * 2));
    }
    return number;
  }

  /** A user uses a service. */
  public void uses(int user, String service) {
    int number = number(service);
    uses[user * words + number / Long.SIZE] |= 1L << (number % Long.SIZE);
  }

  /** A user uses all services. */
  public void usesAll(int user) {
    services.forEach(service -> uses(user, service));
  }

  /** A service was away for all of its users. */
  public void missedByAll(String service, long from, long to, long line) {
    ofAll
        .computeIfAbsent(service, name -> new ArrayList<>())
        .add(new Stretch(from, to, List.of(evidence(here(line)))));
  }

  /**
   * A user missed a service; empty where the user was measured and missed nothing. From now on only
   * such rows count for this user and service.
   */
  public void missed(int user, String service, long from, long to, long line) {
    if (rows == rowUser.length) {
      rowUser = Arrays.copyOf(rowUser, rows * 2);
      rowService = Arrays.copyOf(rowService, rows * 2);
      rowFrom = Arrays.copyOf(rowFrom, rows * 2);
      rowTo = Arrays.copyOf(rowTo, rows * 2);
      rowEvidence = Arrays.copyOf(rowEvidence, rows * 2);
    }
    rowUser[rows] = user;
    rowService[rows] = (short) number(service);
    rowFrom[rows] = from;
    rowTo[rows] = to;
    rowEvidence[rows] = here(line);
    rows++;
  }

  private long here(long line) {
    return ((long) (files.size() - 1) << FILE_SHIFT) | (line & LINE_MASK);
  }

  private Evidence evidence(long place) {
    int file = (int) (place >>> FILE_SHIFT);
    return new Evidence(files.get(file), place & LINE_MASK, hashes.get(file));
  }

  private int number(String service) {
    Integer number = serviceNumber.get(service);
    if (number == null) {
      throw new IllegalArgumentException("no service of this plan: " + service);
    }
    return number;
  }

  /** Ends the reading: rows are put in the order of their users (a counting sort). */
  public void close() {
    firstRow = new int[users.size() + 1];
    for (int row = 0; row < rows; row++) {
      firstRow[rowUser[row] + 1]++;
    }
    for (int user = 0; user < users.size(); user++) {
      firstRow[user + 1] += firstRow[user];
    }
    byUser = new int[rows];
    int[] next = firstRow.clone();
    for (int row = 0; row < rows; row++) {
      byUser[next[rowUser[row]]++] = row;
    }
  }

  /** Who they are. */
  public Names users() {
    return users;
  }

  /** How many rows of single users there are. */
  public int rows() {
    return rows;
  }

  /** What all users of a service missed, by the files; evidence with the files' hashes. */
  public List<Stretch> ofAll(String service) {
    return ofAll.getOrDefault(service, List.of()).stream()
        .map(each ->
            new Stretch(
                each.from(), each.to(), each.evidence().stream().map(this::hashed).toList()))
        .toList();
  }

  /** A file's hash is known when it has been read. */
  private Evidence hashed(Evidence evidence) {
    int file = files.indexOf(evidence.source());
    return file < 0
        ? evidence
        : new Evidence(evidence.source(), evidence.number(), hashes.get(file));
  }

  /** The services a user uses, as bits. */
  long[] mask(int user) {
    return Arrays.copyOfRange(uses, user * words, (user + 1) * words);
  }

  /** The services a mask stands for. */
  List<String> services(long[] mask) {
    List<String> found = new ArrayList<>();
    for (int s = 0; s < services.size(); s++) {
      if ((mask[s / Long.SIZE] & (1L << (s % Long.SIZE))) != 0) {
        found.add(services.get(s));
      }
    }
    return found;
  }

  boolean hasOwn(int user) {
    return firstRow[user + 1] > firstRow[user];
  }

  /** What was measured for this user alone, by service; an empty list where nothing was missed. */
  Map<String, List<Stretch>> own(int user) {
    Map<String, List<Stretch>> own = new TreeMap<>();
    for (int i = firstRow[user]; i < firstRow[user + 1]; i++) {
      int row = byUser[i];
      List<Stretch> list =
          own.computeIfAbsent(services.get(rowService[row]), name -> new ArrayList<>());
      if (rowTo[row] > rowFrom[row]) {
        list.add(new Stretch(rowFrom[row], rowTo[row], List.of(evidence(rowEvidence[row]))));
      }
    }
    return own;
  }
}
