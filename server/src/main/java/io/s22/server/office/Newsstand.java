package io.s22.server.office;

import io.s22.plan.Text;
import io.s22.server.live.Board;
import io.s22.tell.Post;
import io.s22.tell.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public pages, one a tenant. */
public interface Newsstand {
  /** What is shown of a tenant; empty where there is no such tenant. */
  Optional<Board> board(String tenant);

  /** The newest status of a tenant. */
  Status status(String tenant);

  /** What was posted on a tenant's page, oldest first. */
  List<Post> posts(String tenant);

  /**
   * Posts a word; it is on the disk when this returns.
   *
   * @param facts what else is said of it, by name
   */
  Post post(String tenant, String run, String by, Text body, Map<String, String> facts);

  /** Something about a tenant changed: his page is made anew. */
  void changed(String tenant);

  /** A tenant was made: he gets a page. */
  void add(String tenant, String title);
}
