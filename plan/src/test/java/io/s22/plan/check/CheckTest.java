package io.s22.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Problem;
import io.s22.plan.Repeat;
import io.s22.plan.yaml.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static List<Problem> check(String text) {
    return Check.of(PlanReader.read("p.yaml", text), KnownDrivers.all());
  }

  private static String good() throws IOException {
    return Files.readString(Repository.BAD.resolve("S22-2405-nobody-verifies.yaml"))
        .replace("takes: {likely", "verify: curl api\n        takes: {likely");
  }

  @Test
  void findsNothingInAGoodPlan() throws IOException {
    assertThat(check(good())).isEmpty();
  }

  @Test
  void tenDifferentMistakesGetTenMessages() throws IOException {
    String bad =
        good()
            .replace("02:00\"", "05:00\"")
            .replace("needs: 2 of 3", "needs: 2 of 4")
            .replace("interrupts: api", "interrupts: apis")
            .replace("run: apt-get install -y api=2", "run: install ${version}")
            .replace("        verify: curl api\n", "        after: nobody\n        crew: dba\n")
            .replace("takes: {likely: 4m, worst: 8m}", "timeout: 3m\n        takes: 4m")
            .replace("zone: b", "zone: b, jump: bastion")
            .replace("rollback: {run: apt-get install -y api=1, takes: 4m}", "batch: 9");
    List<Problem> problems = check(bad);
    assertThat(problems)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "S22-2005",
            "S22-2303",
            "S22-2203",
            "S22-2208",
            "S22-2205",
            "S22-2207",
            "S22-2504",
            "S22-2215",
            "S22-2401",
            "S22-2307",
            "S22-2405");
    assertThat(problems)
        .isSortedAccordingTo(Comparator.comparingInt(problem -> problem.at().line()));
  }

  @Test
  void keepsSilentWhereTheLanguageIsAlreadyWrong() throws IOException {
    List<Problem> problems = check(good().replace("\"01:00-02:00\"", "tomorrow"));
    assertThat(problems).extracting(Problem::code).allMatch(code -> code.startsWith("S22-1"));
  }

  @Test
  void aMissingWindowIsOneProblem() throws IOException {
    List<Problem> problems = check(good().replaceFirst("window: .*\n", ""));
    assertThat(problems).extracting(Problem::code).containsExactly("S22-1011");
  }

  @Test
  void aFileThatHoldsNothingIsOneProblem() {
    assertThat(check("")).hasSize(1);
  }

  @Test
  void everyKnownDriverIsFoundByItsName() {
    List<DriverSpec> all = KnownDrivers.all();
    assertThat(all).extracting(DriverSpec::name).contains("shell", "ssh", "mariadb", "kubernetes");
    assertThat(all).extracting(DriverSpec::name).doesNotHaveDuplicates();
    assertThat(all).allSatisfy(spec -> assertThat(spec.actions()).isNotEmpty());
  }

  @Test
  void aDriverThatIsThereSpeaksForItselfAndWhatItLacksStaysKnown() {
    var mine = new DriverSpec.Action("upgrade", "My way.", List.of(), Repeat.MANUAL);
    DriverSpec own = new DriverSpec("mariadb", "Mine.", List.of(mine));
    List<DriverSpec> specs = KnownDrivers.with(List.of(own));
    assertThat(specs).hasSameSizeAs(KnownDrivers.all());
    DriverSpec there =
        specs.stream().filter(s -> s.name().equals("mariadb")).findFirst().orElseThrow();
    assertThat(there.does()).isEqualTo("Mine.");
    assertThat(there.action("upgrade")).contains(mine);
    assertThat(there.action("backup")).as("known, though it lacks it").isPresent();
  }
}
