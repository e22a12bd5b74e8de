package io.s22.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;

/** The laws of docs/architecture.md, held over the compiled classes of all modules. */
@AnalyzeClasses(packages = "io.s22", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  /** Fewer classes than this means that a module was not on the class path and nothing was held. */
  private static final int CLASS_FLOOR = 600;

  @ArchTest
  static void enough_classes_were_looked_at_for_the_rules_to_mean_something(JavaClasses all) {
    assertThat(all.size()).isGreaterThan(CLASS_FLOOR);
  }

  @ArchTest
  static final ArchRule the_plan_depends_on_nothing_of_s22 =
      noClasses()
          .that()
          .resideInAPackage("io.s22.plan..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.s22..").and(DoesNot.resideIn("io.s22.plan..")));

  @ArchTest
  static final ArchRule the_journal_depends_on_the_plan_alone =
      noClasses()
          .that()
          .resideInAPackage("io.s22.journal..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.s22..")
                  .and(DoesNot.resideIn("io.s22.plan..", "io.s22.journal..")));

  @ArchTest
  static final ArchRule siblings_meet_in_the_plan_the_journal_and_the_ports_of_run =
      slices()
          .matching("io.s22.(forecast|window|data|traffic|tell|settle)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule the_engine_knows_neither_drivers_nor_storage =
      noClasses()
          .that()
          .resideInAPackage("io.s22.run..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.s22.driver..",
                  "io.s22.store..",
                  "io.s22.forecast..",
                  "io.s22.window..",
                  "io.s22.cli..",
                  "io.s22.rehearsal.."));

  @ArchTest
  static final ArchRule what_is_told_knows_the_plan_and_the_journal_alone =
      noClasses()
          .that()
          .resideInAPackage("io.s22.tell..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.s22..")
                  .and(DoesNot.resideIn("io.s22.plan..", "io.s22.journal..", "io.s22.tell..")));

  @ArchTest
  static final ArchRule what_is_settled_knows_the_plan_the_journal_and_how_to_print =
      noClasses()
          .that()
          .resideInAPackage("io.s22.settle..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.s22..")
                  .and(
                      DoesNot.resideIn(
                          "io.s22.plan..",
                          "io.s22.journal..",
                          "io.s22.settle..",
                          "io.s22.report.print..")));

  @ArchTest
  static final ArchRule nothing_but_the_command_depends_on_the_command =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.s22.cli..", "io.s22.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.s22.cli..");

  @ArchTest
  static final ArchRule spring_stays_in_the_server =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.s22.server..", "io.s22.api..", "io.s22.page..", "io.s22.console..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule time_randomness_and_ids_come_in_as_arguments =
      noClasses()
          .that()
          // The testkit's contract suites run real processes, which keep the machine's own time.
          .resideOutsideOfPackages(
              "io.s22.cli..",
              "io.s22.server.boot..",
              "io.s22.rehearsal..",
              "io.s22.bench..",
              "io.s22.testkit..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callConstructor(Random.class);

  @ArchTest
  static final ArchRule every_package_is_null_marked =
      classes()
          .that()
          .haveSimpleName("package-info")
          .should()
          .beAnnotatedWith("org.jspecify.annotations.NullMarked");

  @ArchTest
  static final ArchRule packages_of_a_module_form_no_circle =
      slices().matching("io.s22.(*)..").should().beFreeOfCycles();
}
