package io.s22.rehearsal.process;

/**
 * A file on Maven Central, pinned by its hash.
 *
 * @param group with dots
 * @param sha256 hex
 */
public record Artefact(String group, String name, String version, String sha256) {
  /** Its path in a Maven repository. */
  public String path() {
    return String.join("/", group.replace('.', '/'), name, version, name + "-" + version + ".jar");
  }
}
