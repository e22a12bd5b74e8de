package io.s22.server.office;

import io.s22.plan.Text;
import io.s22.server.Denied;
import io.s22.store.Tables;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How services are called on the page, where the plans' own words are not what users know. */
public final class Components {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
  private static final int LONGEST = 120;

  private final Tables tables;

  public Components(Tables tables) {
    this.tables = tables;
  }

  /** A service's titles. */
  public record Component(String component, String en, String zh, long version) {}

  public List<Component> all(String tenant) {
    return tables.read(session ->
        session.list(
            row ->
                new Component(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
            "select component, en, zh, version from components where tenant = ? order by component",
            tenant));
  }

  public Optional<Component> find(String tenant, String name) {
    return all(tenant).stream().filter(each -> each.component().equals(name)).findFirst();
  }

  /** The component, or S22-9303. */
  public Component get(String tenant, String name) {
    return find(tenant, name).orElseThrow(() -> Denied.missing("component '" + name + "'"));
  }

  /**
   * Names a service.
   *
   * @throws Denied S22-9304
   */
  public Component put(String tenant, String name, String en, String zh) {
    if (!NAME.matcher(name).matches()
        || en.isBlank()
        || zh.isBlank()
        || Math.max(en.length(), zh.length()) > LONGEST) {
      throw Denied.malformed(
          "A component wants a service's name, and a title in English and Chinese.",
          "Titles have 120 characters at the most.");
    }
    tables.write(session ->
        session.update(
            "insert into components (tenant, component, en, zh, version) values (?, ?, ?, ?, 1)"
                + " on conflict (tenant, component) do update"
                + " set en = excluded.en, zh = excluded.zh, version = components.version + 1",
            tenant,
            name,
            en,
            zh));
    return get(tenant, name);
  }

  /** Gives a service its plan's title back. */
  public void remove(String tenant, String name) {
    get(tenant, name);
    tables.write(session ->
        session.update("delete from components where tenant = ? and component = ?", tenant, name));
  }

  /** The status with these titles. */
  public Status named(String tenant, Status status) {
    Map<String, Component> titles = new HashMap<>();
    all(tenant).forEach(each -> titles.put(each.component(), each));
    if (titles.isEmpty()) {
      return status;
    }
    return status.withServices(
        status.services().stream().map(service -> named(service, titles)).toList());
  }

  private static ServiceStatus named(ServiceStatus service, Map<String, Component> titles) {
    Component known = titles.get(service.name());
    return known == null ? service : service.titled(title(known));
  }

  private static Text title(Component component) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("en", component.en());
    words.put("zh", component.zh());
    return new Text(words);
  }

  /** All titles, by service. */
  public Map<String, Text> titles(String tenant) {
    Map<String, Text> titles = new LinkedHashMap<>();
    all(tenant).forEach(each -> titles.put(each.component(), title(each)));
    return titles;
  }
}
