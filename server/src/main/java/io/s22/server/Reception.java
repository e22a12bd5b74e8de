package io.s22.server;

import io.s22.run.Clock;
import io.s22.server.office.Components;
import io.s22.server.office.Foresight;
import io.s22.server.office.PlanShelf;
import io.s22.server.office.ReportDesk;
import io.s22.server.office.RunDesk;
import io.s22.server.people.Audit;
import io.s22.server.people.Keys;
import io.s22.server.people.Links;
import io.s22.server.people.Passwords;
import io.s22.server.people.People;
import io.s22.server.people.Role;
import io.s22.server.people.Sessions;
import io.s22.server.people.SignIn;
import io.s22.server.people.Tenants;
import io.s22.server.people.Tokens;
import io.s22.store.JdbcRunStore;
import io.s22.store.Tables;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/** Everything that the API and the console both need, made once. */
public final class Reception {
  private final Desk desk;
  private final Clock clock;
  private final Keys keys;
  private final Audit audit;
  private final People people;
  private final Links links;
  private final Sessions sessions;
  private final Tokens tokens;
  private final Tenants tenants;
  private final SignIn signIn;
  private final PlanShelf shelf;
  private final RunDesk runs;
  private final ReportDesk reports;
  private final Foresight foresight;
  private final Components components;

  public Reception(Desk desk, Settings settings, Clock clock, SecureRandom random) {
    this.desk = desk;
    this.clock = clock;
    Tables tables = desk.store().tables();
    keys = new Keys(random);
    audit = new Audit(tables, clock);
    people = new People(tables, clock);
    links = new Links(tables, keys, clock);
    sessions = new Sessions(tables, people, keys, clock);
    tokens = new Tokens(tables, people, keys, clock);
    tenants = new Tenants(tables, clock);
    signIn = new SignIn(people, new Passwords(), links, audit, clock);
    shelf = new PlanShelf(tables, clock);
    runs = new RunDesk(desk.store(), shelf, audit, clock, settings.version());
    reports = new ReportDesk(runs, clock);
    foresight = new Foresight(settings.home(), clock);
    components = new Components(tables);
  }

  /** The server listens: opens the pages, and on first start prints the one-time link. */
  public void open(int port, Settings settings) {
    Map<String, String> others = new TreeMap<>();
    tenants.all().forEach(each -> others.put(each.tenant(), each.title()));
    others.remove(JdbcRunStore.MAIN);
    desk.open(port, others);
    if (people.none() && !settings.training()) {
      String secret = links.make(JdbcRunStore.MAIN, "", Role.ADMIN);
      desk.say(
          "nobody has an account yet; who opens this link, once, becomes the administrator: "
              + settings.site(port).url()
              + "/console/enrol?link="
              + secret);
    }
  }

  public Desk desk() {
    return desk;
  }

  public Clock clock() {
    return clock;
  }

  public Keys keys() {
    return keys;
  }

  public Audit audit() {
    return audit;
  }

  public People people() {
    return people;
  }

  public Links links() {
    return links;
  }

  public Sessions sessions() {
    return sessions;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Tenants tenants() {
    return tenants;
  }

  public SignIn signIn() {
    return signIn;
  }

  public PlanShelf shelf() {
    return shelf;
  }

  public RunDesk runs() {
    return runs;
  }

  public ReportDesk reports() {
    return reports;
  }

  public Foresight foresight() {
    return foresight;
  }

  public Components components() {
    return components;
  }
}
