package io.s22.rehearsal.service;

import io.vertx.core.Vertx;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.UUID;

/**
 * {@code PUT .../NAME} keeps a file, {@code GET .../NAME} gives it back. A file appears whole or
 * not at all: it is written beside its place and renamed.
 */
final class FileStore implements Node.Service {
  private final Vertx vertx;
  private final Path folder;

  FileStore(Vertx vertx, Path folder) {
    this.vertx = vertx;
    this.folder = folder;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,100}")) {
      Answers.problem(request, 404, "files are under .../NAME");
    } else if (request.method() == HttpMethod.PUT) {
      keep(request, folder.resolve(name));
    } else {
      give(request, folder.resolve(name));
    }
  }

  private void keep(HttpServerRequest request, Path file) {
    Path beside = folder.resolve("." + UUID.randomUUID());
    request.pause();
    vertx
        .fileSystem()
        .open(beside.toString(), new OpenOptions().setCreateNew(true).setWrite(true))
        .compose(open -> request.pipeTo(open))
        .compose(written -> vertx.fileSystem().move(beside.toString(), file.toString(), replace()))
        .onComplete(
            kept -> Answers.json(request, 201, new JsonObject().put("kept", true)),
            failed -> Answers.problem(request, 500, String.valueOf(failed.getMessage())));
  }

  private static CopyOptions replace() {
    return new CopyOptions().setReplaceExisting(true).setAtomicMove(true);
  }

  private static void give(HttpServerRequest request, Path file) {
    request
        .response()
        .sendFile(file.toString())
        .onFailure(missing -> Answers.problem(request, 404, "no such file"));
  }
}
