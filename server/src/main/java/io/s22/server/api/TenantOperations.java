package io.s22.server.api;

import static io.s22.server.api.Operation.get;
import static io.s22.server.api.Operation.of;

import io.s22.server.Denied;
import io.s22.server.api.Operation.Method;
import io.s22.server.api.Operation.Trait;
import io.s22.server.office.Newsstand;
import io.s22.server.people.Audit;
import io.s22.server.people.Links;
import io.s22.server.people.Role;
import io.s22.server.people.Scope;
import io.s22.server.people.Tenants;
import io.s22.server.people.Tenants.Tenant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tenants: the first one's administrators make them; everybody else sees his own. */
final class TenantOperations {
  private final Tenants tenants;
  private final Links links;
  private final Supplier<Newsstand> stand;
  private final Audit audit;

  TenantOperations(Tenants tenants, Links links, Supplier<Newsstand> stand, Audit audit) {
    this.tenants = tenants;
    this.links = links;
    this.stand = stand;
    this.audit = audit;
  }

  /** A tenant to be. */
  record NewTenant(@Nullable String tenant, @Nullable String title) {}

  /** A tenant just made, and the link its first administrator enrols with. */
  record Founded(Tenant tenant, String path) {}

  List<Operation> all() {
    return List.of(
        get("/tenants", Scope.TENANTS_ADMIN, "listTenants", "The tenants one may see.", this::list)
            .gives(Tenant.class)
            .paged(),
        get("/tenants/{tenant}", Scope.TENANTS_ADMIN, "getTenant", "One of them.", this::one)
            .gives(Tenant.class),
        of(Method.POST, "/tenants", Scope.TENANTS_ADMIN, "addTenant", "Make a tenant.", this::add)
            .takes(NewTenant.class)
            .gives(Founded.class)
            .trait(Trait.SECRET));
  }

  private List<Tenant> visible(Ask ask) {
    boolean keeper = Tenants.keeper(ask.caller());
    return tenants.all().stream()
        .filter(each -> keeper || each.tenant().equals(ask.tenant()))
        .toList();
  }

  private Reply list(Ask ask) {
    return Cursor.slice(ask, visible(ask), Tenant::tenant);
  }

  private Reply one(Ask ask) {
    return visible(ask).stream()
        .filter(each -> each.tenant().equals(ask.at("tenant")))
        .findFirst()
        .map(Reply::of)
        .orElseThrow(() -> Denied.missing("tenant '" + ask.at("tenant") + "'"));
  }

  private Reply add(Ask ask) {
    if (!Tenants.keeper(ask.caller())) {
      throw Denied.forbidden("Tenants are made by the first tenant's administrators.");
    }
    NewTenant wanted = ask.json(NewTenant.class);
    String name = Ask.need(wanted.tenant(), "tenant");
    Tenant made = tenants.add(name, wanted.title() == null ? "" : wanted.title());
    stand.get().add(made.tenant(), made.title());
    audit.happened(ask.tenant(), ask.caller().login(), "tenant-added", "tenant", name);
    String secret = links.make(made.tenant(), "", Role.ADMIN);
    return Reply.created(
        "/api/v1/tenants/" + name, new Founded(made, "/console/enrol?link=" + secret));
  }
}
