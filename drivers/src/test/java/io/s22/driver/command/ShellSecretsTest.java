package io.s22.driver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShellSecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '%',
      value = {
        "echo ${secret:a} | echo \"${S22_SECRET_A}\"",
        "echo \"x ${secret:a}\" | echo \"x ${S22_SECRET_A}\"",
        "echo 'x ${secret:a}' | echo 'x '\"${S22_SECRET_A}\"''",
        "echo \"$(echo 'it' ${secret:a})\" | echo \"$(echo 'it' \"${S22_SECRET_A}\")\"",
        "echo \\' ${secret:a} | echo \\' \"${S22_SECRET_A}\"",
        "echo \"\\\"${secret:a}\" | echo \"\\\"${S22_SECRET_A}\"",
        "mysql -u root -p${secret:db-pw} | mysql -u root -p\"${S22_SECRET_DB_PW}\"",
      })
  void a_reference_is_quoted_as_its_place_demands(String written, String expected) {
    assertThat(ShellSecrets.rewrite(written).script()).isEqualTo(expected);
  }

  @Test
  void an_apostrophe_in_a_comment_opens_no_quotation() {
    assertThat(ShellSecrets.rewrite("# don't\necho ${secret:a}").script())
        .isEqualTo("# don't\necho \"${S22_SECRET_A}\"");
  }

  @Test
  void in_a_here_document_nothing_is_quoted() {
    assertThat(
            ShellSecrets.rewrite(
                    "sql <<-END\n\tIDENTIFIED BY '${secret:a}'\n\tEND\necho '${secret:a}'")
                .script())
        .isEqualTo(
            "sql <<-END\n\tIDENTIFIED BY '${S22_SECRET_A}'\n\tEND\necho ''\"${S22_SECRET_A}\"''");
  }

  @Test
  void a_here_document_in_which_nothing_is_replaced_is_refused() {
    assertThatThrownBy(() -> ShellSecrets.rewrite("cat <<'END'\n${secret:a}\nEND"))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-5002"));
  }

  @Test
  void names_that_would_fall_together_are_kept_apart() {
    var rewritten = ShellSecrets.rewrite("echo ${secret:a-b} ${secret:a.b} ${secret:a-b}");
    assertThat(rewritten.variables()).hasSize(2).containsEntry("S22_SECRET_A_B_2", "${secret:a.b}");
  }
}
