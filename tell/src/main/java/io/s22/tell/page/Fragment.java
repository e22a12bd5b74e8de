package io.s22.tell.page;

import java.util.List;
import java.util.Map;

/**
 * A region of the page: its HTML, with a slot for each region inside it, so that a change inside
 * one of them is no change of this one.
 *
 * @param key unique on the page
 * @param html one element that carries {@code data-r="key"}
 */
record Fragment(String key, String html, List<Fragment> inner) {
  /** Cannot stand in any text: {@link #clean} takes it out. */
  private static final String MARK = "\u0000";

  Fragment {
    inner = List.copyOf(inner);
  }

  /** Where the region {@code key} goes within the HTML around it. */
  static String slot(String key) {
    return MARK + key + MARK;
  }

  /** Text as it may stand in a region. */
  static String clean(String text) {
    return text.replace(MARK, "");
  }

  /** The whole HTML, slots filled. */
  String whole() {
    String whole = html;
    for (Fragment each : inner) {
      whole = whole.replace(slot(each.key), each.whole());
    }
    return whole;
  }

  /** This and all regions within, by key. */
  void collect(Map<String, Fragment> into) {
    into.put(key, this);
    inner.forEach(each -> each.collect(into));
  }
}
