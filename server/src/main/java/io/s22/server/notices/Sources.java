package io.s22.server.notices;

import io.s22.plan.Text;
import io.s22.run.RunStore;
import io.s22.tell.Post;
import java.util.List;
import java.util.Map;

/** Whose people are told, and of what. For any number of threads. */
public interface Sources {
  /** Every tenant, with the name of his page. */
  Map<String, String> tenants();

  /** His runs. */
  RunStore runs(String tenant);

  /** What was posted for him, oldest first. */
  List<Post> posts(String tenant);

  /** How he calls services, where not as his plans do. */
  Map<String, Text> titles(String tenant);
}
