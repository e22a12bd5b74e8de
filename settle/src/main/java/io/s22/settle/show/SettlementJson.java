package io.s22.settle.show;

import io.s22.settle.Due;
import io.s22.settle.Evidence;
import io.s22.settle.Nanos;
import io.s22.settle.Settlement;
import io.s22.settle.Stretch;
import io.s22.settle.Terms;
import io.s22.settle.ledger.Cases;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A settlement for programs, written as it is walked: a million users need no memory. Amounts are
 * texts, so that nobody reads them as binary fractions; times are ISO 8601 in UTC.
 */
public final class SettlementJson {
  private final Account account;
  private final Settlement settlement;
  private final JsonGenerator json;

  private SettlementJson(Account account, JsonGenerator json) {
    this.account = account;
    this.settlement = account.settlement();
    this.json = json;
  }

  /** Everything; each user with the sums. */
  public static void all(Account account, Writer out) {
    try (JsonGenerator json = generator(out)) {
      new SettlementJson(account, json).all();
    }
  }

  /** One user with every line and its evidence. */
  public static void one(Account account, int user, Writer out) {
    try (JsonGenerator json = generator(out)) {
      SettlementJson writer = new SettlementJson(account, json);
      json.writeStartObject();
      writer.head();
      writer.user(user, true);
      json.writeEndObject();
    }
  }

  /** The caller closes {@code out}. */
  private static JsonGenerator generator(Writer out) {
    return JsonFactory.builder()
        .disable(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
        .build()
        .createGenerator(ObjectWriteContext.empty(), out);
  }

  private void all() {
    json.writeStartObject();
    head();
    services();
    json.writeArrayPropertyStart("users");
    for (int i = 0; i < settlement.users(); i++) {
      json.writeStartObject();
      user(settlement.user(i), false);
      json.writeEndObject();
    }
    json.writeEndArray();
    cases();
    totals();
    json.writeEndObject();
  }

  private void head() {
    Terms terms = settlement.terms();
    json.writeStringProperty("run", settlement.measurements().run());
    json.writeStringProperty("plan", account.plan().plan());
    json.writeStringProperty("currency", terms.currency().getCurrencyCode());
    json.writeStringProperty("counts-from", Nanos.instant(terms.from()).toString());
    json.writeStringProperty("counts-to", Nanos.instant(terms.to()).toString());
    json.writeBooleanProperty("counts-announced", terms.countsAnnounced());
    json.writeObjectPropertyStart("journal");
    json.writeNumberProperty("entries", settlement.measurements().entries());
    json.writeStringProperty("head", settlement.measurements().head());
    json.writeEndObject();
  }

  private void services() {
    List<String> measured = settlement.measurements().measured(account.plan());
    json.writeArrayPropertyStart("services");
    for (String service : settlement.terms().services()) {
      List<Stretch> away = settlement.of(service);
      json.writeStartObject();
      json.writeStringProperty("service", service);
      json.writeBooleanProperty("measured", measured.contains(service) || !away.isEmpty());
      json.writeStringProperty("per-minute", Written.plain(settlement.terms().rate(service)));
      json.writeStringProperty(
          "closed-as-announced-seconds",
          Written.seconds(settlement.measurements().closedNanos(service)));
      due(settlement.ofOne(service), true);
      Expectation expected = account.expected().get(service);
      if (expected != null) {
        json.writeObjectPropertyStart("forecast");
        json.writeNumberProperty("seconds", expected.seconds());
        json.writeStringProperty("amount", Written.plain(expected.perUser()));
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void due(Due due, boolean lines) {
    json.writeStringProperty("paid-seconds", Written.seconds(due.paidNanos()));
    json.writeStringProperty("exact", Written.plain(due.exact()));
    json.writeStringProperty("amount", due.amount().toPlainString());
    if (due.capped()) {
      json.writeBooleanProperty("capped", true);
    }
    if (lines) {
      json.writeArrayPropertyStart("lines");
      due.parts().forEach(this::part);
      json.writeEndArray();
    }
  }

  private void part(Due.Part part) {
    json.writeStartObject();
    json.writeStringProperty("service", part.service());
    json.writeStringProperty("from", Nanos.instant(part.stretch().from()).toString());
    json.writeStringProperty("to", Nanos.instant(part.stretch().to()).toString());
    json.writeStringProperty("seconds", Written.seconds(part.stretch().length()));
    json.writeStringProperty("per-minute", Written.plain(part.rate()));
    json.writeArrayPropertyStart("evidence");
    for (Evidence evidence : part.stretch().evidence()) {
      json.writeStartObject();
      json.writeStringProperty("source", evidence.source());
      json.writeNumberProperty("number", evidence.number());
      json.writeStringProperty("hash", evidence.hash());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void user(int user, boolean lines) {
    String name = settlement.name(user);
    json.writeStringProperty("user", name);
    due(settlement.due(user), lines);
    long lost = account.cases().isEmpty() ? 0 : account.dataLoss(name);
    json.writeStringProperty("data-loss", settlement.amount(lost).toPlainString());
    json.writeNumberProperty("extra-points", settlement.orders().extra(user));
  }

  private void cases() {
    json.writeArrayPropertyStart("cases");
    for (Map.Entry<String, Cases.Case> each : account.cases().entrySet()) {
      json.writeStartObject();
      json.writeStringProperty("case", each.getKey());
      json.writeStringProperty("user", each.getValue().opened().customer());
      json.writeBooleanProperty("decided", !each.getValue().decisions().isEmpty());
      json.writeStringProperty(
          "amount", settlement.amount(each.getValue().amount()).toPlainString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void totals() {
    Account.Totals totals = account.totals();
    json.writeObjectPropertyStart("total");
    json.writeNumberProperty("users", totals.users());
    json.writeNumberProperty("paid-users", totals.paidUsers());
    json.writeStringProperty("amount", settlement.amount(totals.cents()).toPlainString());
    json.writeStringProperty(
        "data-loss", settlement.amount(totals.dataLossCents()).toPlainString());
    BigDecimal expected = account.expectedInAll();
    if (expected != null) {
      json.writeStringProperty("forecast", expected.toPlainString());
    }
    json.writeNumberProperty("orders", settlement.orders().count());
    json.writeNumberProperty("orders-in-window", settlement.orders().inWindow());
    json.writeNumberProperty("extra-points", totals.extraPoints());
    json.writeEndObject();
  }
}
