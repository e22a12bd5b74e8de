package io.s22.plan;

@Doc(value = "From one version to another.", examples = "8.0.32 -> 8.0.36")
public record VersionMove(String from, String to) {
  @Override
  public String toString() {
    return from + " -> " + to;
  }
}
