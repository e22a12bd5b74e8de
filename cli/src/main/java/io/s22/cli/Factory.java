package io.s22.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands: each that wants the screen takes it as its one constructor argument. */
final class Factory implements IFactory {
  private final Screen screen;
  private final IFactory others = CommandLine.defaultFactory();

  Factory(Screen screen) {
    this.screen = screen;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type.getPackage() == Factory.class.getPackage()) {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        Class<?>[] wanted = constructor.getParameterTypes();
        if (wanted.length == 1 && wanted[0] == Screen.class) {
          constructor.setAccessible(true);
          return type.cast(constructor.newInstance(screen));
        }
      }
    }
    return others.create(type);
  }
}
