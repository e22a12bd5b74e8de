package io.s22.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Predicates that read as the rule does. */
final class DoesNot {
  private DoesNot() {}

  static DescribedPredicate<JavaClass> resideIn(String... packages) {
    return DescribedPredicate.not(resideInAnyPackage(packages));
  }
}
