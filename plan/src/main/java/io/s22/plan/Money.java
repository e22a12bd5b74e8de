package io.s22.plan;

import java.math.BigDecimal;
import java.util.Currency;

@Doc(value = "An amount and its currency.", examples = "0.1 CNY")
public record Money(BigDecimal amount, Currency currency) {
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
