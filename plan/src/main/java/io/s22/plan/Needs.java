package io.s22.plan;

@Doc(value = "k healthy hosts of n.", examples = "2 of 3")
public record Needs(int k, int n) {
  @Override
  public String toString() {
    return k + " of " + n;
  }
}
