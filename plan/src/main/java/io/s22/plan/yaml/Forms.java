package io.s22.plan.yaml;

import io.s22.plan.At;
import io.s22.plan.Distribution;
import io.s22.plan.Doc;
import io.s22.plan.Effect;
import io.s22.plan.Host;
import io.s22.plan.Invocation;
import io.s22.plan.Key;
import io.s22.plan.Name;
import io.s22.plan.Parameter;
import io.s22.plan.Plan;
import io.s22.plan.Ranges;
import io.s22.plan.Span;
import io.s22.plan.Step;
import io.s22.plan.Text;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The form of every type of the language, derived once from the records. */
final class Forms {
  private final Map<Class<?>, Form<?>> forms = new LinkedHashMap<>(Scalars.all());
  private final RecordForm plan;

  Forms() {
    forms.put(Parameter.class, new ParameterForm());
    forms.put(Text.class, new TextForm(cast(of(String.class))));
    forms.put(
        Distribution.class, new DistributionForm(cast(of(java.time.Duration.class)), this::of));
    plan = (RecordForm) of(Plan.class);
  }

  RecordForm plan() {
    return plan;
  }

  RecordForm step() {
    return (RecordForm) of(Step.class);
  }

  /** Every form there is, in the order in which the plan names them. */
  List<Form<?>> all() {
    return List.copyOf(forms.values());
  }

  private Form<?> of(Class<?> type) {
    Form<?> known = forms.get(type);
    if (known != null) {
      return known;
    }
    if (type.isEnum()) {
      Form<?> form = EnumForm.of(type);
      forms.put(type, form);
      return form;
    }
    if (!type.isRecord()) {
      throw new IllegalStateException("no form for " + type);
    }
    return record(type);
  }

  /**
   * The form of a component, or of what is inside it.
   *
   * @param named whether texts are names here: in lists, but not in the values of a mapping
   */
  private Form<?> of(Type type, RecordComponent component, boolean named) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(arguments[0], component, named)
          : map(arguments[1], component, named);
    }
    Form<?> plain = of((Class<?>) type);
    Span span = component.getAnnotation(Span.class);
    if (span != null) {
      return new Checked.SpanForm<>(cast(plain), span);
    }
    return named && type == String.class ? new Checked.NameForm(cast(plain)) : plain;
  }

  private Form<?> list(Type element, RecordComponent component, boolean named) {
    if (component.isAnnotationPresent(Ranges.class)) {
      return new NamesForm(cast(of(String.class)));
    }
    if (component.getName().equals("after")) {
      return new AfterForm(new ListForm<>(cast(of(String.class))));
    }
    return new ListForm<>(of(element, component, named));
  }

  private Form<?> map(Type value, RecordComponent component, boolean named) {
    if (value == Host.class) {
      return new HostsForm(cast(of(Host.class)));
    }
    if (value == Effect.class) {
      return new EffectsForm(cast(of(Distribution.class)));
    }
    return new MapForm<>(of(value, component, false), named);
  }

  private RecordForm record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    RecordForm form = new RecordForm(type, constructor(type, components), rewrite(type));
    forms.put(type, form);
    for (int i = 0; i < components.length; i++) {
      if (components[i].getType() == At.class) {
        form.hasAt(i);
      } else {
        form.add(part(components[i], i));
      }
    }
    return form;
  }

  private RecordForm.Part part(RecordComponent component, int index) {
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    Form<?> form =
        of(component.getGenericType(), component, component.isAnnotationPresent(Name.class));
    boolean collection = form.isCollection();
    boolean optional = nullable || collection || (form instanceof RecordForm r && r.mayBeEmpty());
    return new RecordForm.Part(
        key(component), index, form, !optional, nullable, component.getAnnotation(Doc.class));
  }

  private static BiFunction<Node.Entries, Reading, Node.Entries> rewrite(Class<?> type) {
    return type == Step.class ? Commands::inStep : (entries, reading) -> entries;
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.trySetAccessible();
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its constructor: " + type, e);
    }
  }

  /** The word in the file: the component's name in kebab-case, unless {@link Key} says another. */
  static String key(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    return key != null ? key.value() : kebab(component.getName());
  }

  static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether invocations may be written as plain commands; the schema needs to know. */
  static boolean isCommand(Class<?> type) {
    return type == Step.class || type == Invocation.class;
  }

  @SuppressWarnings("unchecked")
  private static <T> Form<T> cast(Form<?> form) {
    return (Form<T>) form;
  }
}
