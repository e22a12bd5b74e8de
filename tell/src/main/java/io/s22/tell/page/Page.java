package io.s22.tell.page;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A page that was rendered, with its regions, so that it can be told from the one before. */
public final class Page {
  private final String html;
  private final Map<String, Fragment> regions = new LinkedHashMap<>();
  private final Fragment root;

  Page(String html, Fragment root) {
    this.html = html;
    this.root = root;
    root.collect(regions);
  }

  /** The whole document. */
  public String html() {
    return html;
  }

  /** Its size in UTF-8. */
  public int bytes() {
    return html.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The keys of its regions. */
  public Set<String> keys() {
    return Set.copyOf(regions.keySet());
  }

  /**
   * What must be replaced to turn {@code before} into this page: the HTML of each region that
   * changed, by key, those inside a changed one not named again.
   */
  public Map<String, String> changes(Page before) {
    Map<String, String> changed = new LinkedHashMap<>();
    collect(root, before, changed);
    return changed;
  }

  private static void collect(Fragment region, Page before, Map<String, String> changed) {
    Fragment old = before.regions.get(region.key());
    if (old == null || !old.html().equals(region.html())) {
      changed.put(region.key(), region.whole());
    } else {
      region.inner().forEach(each -> collect(each, before, changed));
    }
  }

  /** The HTML of one region as it stands, nothing where it is gone. */
  public String region(String key) {
    Fragment region = regions.get(key);
    return region == null ? "" : region.whole();
  }

  /**
   * What a viewer must replace who saw everything up to {@code since}.
   *
   * @param versions when each region last changed, by key
   */
  public Map<String, String> since(Map<String, Long> versions, long since) {
    Map<String, String> changed = new LinkedHashMap<>();
    collect(root, versions, since, changed);
    return changed;
  }

  private static void collect(
      Fragment region, Map<String, Long> versions, long since, Map<String, String> changed) {
    if (!region.key().equals(root())
        && versions.getOrDefault(region.key(), Long.MAX_VALUE) > since) {
      changed.put(region.key(), region.whole());
    } else {
      region.inner().forEach(each -> collect(each, versions, since, changed));
    }
  }

  /** The key of the document itself, which is never replaced. */
  static String root() {
    return "page";
  }

  /** When each region last changed, given when those of {@code before} did. */
  public Map<String, Long> versions(Page before, Map<String, Long> old, long version) {
    Map<String, Long> versions = new java.util.HashMap<>();
    regions.forEach((key, region) -> {
      Fragment was = before.regions.get(key);
      boolean same = was != null && was.html().equals(region.html());
      versions.put(key, same ? old.getOrDefault(key, version) : version);
    });
    return versions;
  }
}
