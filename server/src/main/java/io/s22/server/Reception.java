package io.s22.server;

import io.s22.plan.S22Exception;
import io.s22.plan.Text;
import io.s22.run.Clock;
import io.s22.run.RunStore;
import io.s22.server.notices.NoticeDesk;
import io.s22.server.notices.Sources;
import io.s22.server.office.Components;
import io.s22.server.office.EvidenceDesk;
import io.s22.server.office.Folders;
import io.s22.server.office.Foresight;
import io.s22.server.office.PayDesk;
import io.s22.server.office.Phrasebook;
import io.s22.server.office.PlanShelf;
import io.s22.server.office.Press;
import io.s22.server.office.ReportDesk;
import io.s22.server.office.RunDesk;
import io.s22.server.office.Scores;
import io.s22.server.office.SettleDesk;
import io.s22.server.office.TrafficDesk;
import io.s22.server.office.VerifyDesk;
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
import io.s22.server.people.Vault;
import io.s22.settle.pay.Secret;
import io.s22.store.JdbcRunStore;
import io.s22.store.Tables;
import io.s22.tell.Post;
import io.s22.tell.setup.Keyring;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that the API and the console both need, made once. */
public final class Reception implements AutoCloseable {
  private final Desk desk;
  private final NoticeDesk notices;
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
  private final TrafficDesk traffic;
  private final Foresight foresight;
  private final Components components;
  private final Press press;
  private final Scores scores;
  private final Phrasebook phrases;
  private final EvidenceDesk evidence;
  private final VerifyDesk verify;
  private final SettleDesk settle;
  private final PayDesk pay;
  private final @Nullable Secret linkKey;

  public Reception(
      Desk desk, NoticeDesk notices, Settings settings, Clock clock, SecureRandom random) {
    this.desk = desk;
    this.notices = notices;
    this.clock = clock;
    Tables tables = desk.store().tables();
    keys = new Keys(random);
    audit = new Audit(tables, clock);
    people = new People(tables, clock, new Vault(key(desk, settings, random), random));
    links = new Links(tables, keys, clock);
    sessions = new Sessions(tables, people, keys, clock);
    tokens = new Tokens(tables, people, keys, clock);
    tenants = new Tenants(tables, clock);
    signIn = new SignIn(people, new Passwords(), links, audit, clock);
    shelf = new PlanShelf(tables, clock);
    runs = new RunDesk(desk.store(), shelf, audit, clock, settings.version(), desk.environment());
    reports = new ReportDesk(runs, desk::stand, clock);
    scores = new Scores(runs);
    phrases = new Phrasebook(notices, audit, clock);
    Folders folders = new Folders(settings.home());
    Map<String, String> environment = desk.environment();
    evidence = new EvidenceDesk(runs, reports, folders, environment, random);
    verify = new VerifyDesk(runs, folders, clock, System::nanoTime, environment);
    settle = new SettleDesk(runs, folders, clock);
    pay = new PayDesk(settle, clock, environment);
    linkKey = settings.linkKey(environment);
    traffic = new TrafficDesk(folders);
    foresight = new Foresight(traffic::folder, clock);
    components = new Components(tables);
    press = new Press(new Press.Parts(desk::stand, runs, notices, audit, clock));
  }

  /** The key is named by the environment where several servers share one database. */
  private static byte[] key(Desk desk, Settings settings, SecureRandom random) {
    String named = desk.environment().getOrDefault("S22_SECRETS_KEY", "");
    if (named.isEmpty()) {
      return new Keyring(settings.home(), random).key("secrets.key");
    }
    try {
      return Base64.getDecoder().decode(named.strip());
    } catch (IllegalArgumentException e) {
      throw new S22Exception(
          "S22-9320",
          "$S22_SECRETS_KEY is no Base64.",
          "Take 32 random bytes in Base64: openssl rand -base64 32.",
          e);
    }
  }

  /** The server listens: opens the pages, and on first start prints the one-time link. */
  public void open(int port, Settings settings) {
    Map<String, String> others = new TreeMap<>();
    tenants.all().forEach(each -> others.put(each.tenant(), each.title()));
    others.remove(JdbcRunStore.MAIN);
    desk.open(port, others);
    notices.open(port, new Told(settings));
    if (people.none() && !settings.training()) {
      String secret = links.make(JdbcRunStore.MAIN, "", Role.ADMIN);
      desk.say(
          "nobody has an account yet; who opens this link, once, becomes the administrator: "
              + settings.site(port).url()
              + "/console/enrol?link="
              + secret);
    }
  }

  /** What telling people knows of the rest. */
  private final class Told implements Sources {
    private final Settings settings;

    Told(Settings settings) {
      this.settings = settings;
    }

    @Override
    public Map<String, String> tenants() {
      Map<String, String> all = new TreeMap<>();
      tenants.all().forEach(each -> all.put(each.tenant(), each.title()));
      all.put(JdbcRunStore.MAIN, settings.name());
      return all;
    }

    @Override
    public RunStore runs(String tenant) {
      return desk.store().of(tenant);
    }

    @Override
    public List<Post> posts(String tenant) {
      return desk.stand().posts(tenant);
    }

    @Override
    public Map<String, Text> titles(String tenant) {
      return components.titles(tenant);
    }
  }

  public Desk desk() {
    return desk;
  }

  public NoticeDesk notices() {
    return notices;
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

  public TrafficDesk traffic() {
    return traffic;
  }

  public Foresight foresight() {
    return foresight;
  }

  public Components components() {
    return components;
  }

  public Press press() {
    return press;
  }

  public Scores scores() {
    return scores;
  }

  public Phrasebook phrases() {
    return phrases;
  }

  public EvidenceDesk evidence() {
    return evidence;
  }

  public VerifyDesk verify() {
    return verify;
  }

  public SettleDesk settle() {
    return settle;
  }

  public PayDesk pay() {
    return pay;
  }

  /** Signs users' own links; null where the server has no secret for them. */
  public @Nullable Secret linkKey() {
    return linkKey;
  }

  @Override
  public void close() {
    verify.close();
  }
}
