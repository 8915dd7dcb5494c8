package io.storeloop.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.web.bind.annotation.RestController;

/**
 * The never-list as rules, for the packages below one root: ours, or the planted violations, so
 * that each rule can be seen to fail.
 */
final class ArchitectureRules {
  static final List<String> SERVICES =
      List.of("ingestion", "profile", "recommendation", "campaign");
  static final List<String> MODULES =
      Stream.concat(
              Stream.of("common", "algorithms", "demoshop", "tracker", "launcher"),
              SERVICES.stream())
          .toList();

  private static final String[] JDK_BUT_NO_EDGE = {
    "java.lang..",
    "java.util",
    "java.util.function..",
    "java.util.stream..",
    "java.util.random..",
    "java.util.concurrent..",
    "java.math..",
    "java.io",
    "java.time..",
    "java.text..",
    "java.nio.charset..",
    "org.jspecify.annotations.."
  };
  private static final String[] SQL = {"java.sql..", "javax.sql..", "org.springframework.jdbc.."};
  private static final String[] HTTP = {
    "jakarta.servlet..",
    "org.springframework.web..",
    "org.springframework.http..",
    "java.net.http.."
  };

  /** Who may know HTTP, by name; what is nested in them too. */
  private static final String HTTP_EDGE =
      ".*\\.(\\w*(Controller|Configuration|Module|Application|Properties|Filter|Advice)|(Http|Body)[A-Z]\\w*)(\\$.*)?";

  /** Bodies that several controllers share. */
  private static final String HTTP_BODY = ".*\\.\\w*(Requests?|Responses?|Answers?|Views?)(\\$.*)?";

  /** Where things are wired, or a request becomes one; logic is everything else. */
  private static final String WIRING = ".*\\.\\w*(Controller|Configuration|Module|Application)";

  private static final String MEANINGLESS_NAME =
      ".*\\.\\w*(Utils?|Helpers?|Managers?|Base|Impl|Service)(\\$.*)?|.*\\.I[A-Z][a-z]\\w*";

  private static final Set<String> TIME_READERS =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.ZonedDateTime",
          "java.time.OffsetDateTime",
          "java.time.Year");

  private final String root;

  ArchitectureRules(String root) {
    this.root = root;
  }

  /** Every rule by what it forbids. */
  Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    for (String service : SERVICES) {
      rules.put(service + " knows no other service", alone(service));
    }
    rules.put("common knows nobody above it", below("common", "algorithms", "demoshop"));
    rules.put("algorithms is mathematics alone", mathematicsAlone());
    rules.put("demoshop knows nobody", below("demoshop", "common", "algorithms"));
    rules.put("tracker knows nobody", below("tracker", "common", "algorithms", "demoshop"));
    rules.put("Smile stays inside profile-service", smileInside());
    rules.put("common keeps Spring and SQL in schema and edge", commonKeepsEdges());
    rules.put("names say something", namesSaySomething());
    rules.put("no SQL in a controller", noSqlInController());
    rules.put("no HTTP below the edge", noHttpBelowEdge());
    rules.put("persistence annotations stay on entities", persistenceOnEntities());
    rules.put("JSON annotations stay at the edge", jsonAtEdge());
    rules.put("no cycle between features", noCycle());
    rules.put("no cycle between packages", noCycleOfPackages());
    rules.put("clock and generator are parameters", clockIsParameter());
    rules.put("every package is null-marked", nullMarked());
    rules.put("controllers are hidden and named so", controllersHidden());
    return rules;
  }

  private ArchRule alone(String service) {
    String[] others =
        Stream.concat(SERVICES.stream(), Stream.of("launcher", "demoshop"))
            .filter(other -> !other.equals(service))
            .map(this::within)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(within(service))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  private ArchRule below(String module, String... alsoForbidden) {
    String[] above =
        Stream.concat(
                Stream.concat(SERVICES.stream(), Stream.of("launcher")),
                Arrays.stream(alsoForbidden))
            .filter(other -> !other.equals(module))
            .map(this::within)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(within(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above);
  }

  private ArchRule mathematicsAlone() {
    String[] allowed =
        Stream.concat(Stream.of(within("algorithms")), Arrays.stream(JDK_BUT_NO_EDGE))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(within("algorithms"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed)
                .or(describe("arrays of primitives", type -> type.getPackageName().isEmpty()))
                .and(not(nameMatching("java\\.time\\.Clock"))));
  }

  private ArchRule smileInside() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(within("profile"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("smile..");
  }

  private ArchRule commonKeepsEdges() {
    String[] edges =
        Stream.concat(Arrays.stream(SQL), Stream.of("org.springframework.."))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(within("common"))
        .and(resideOutsideOfPackages(within("common.schema"), within("common.edge")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(edges);
  }

  private ArchRule namesSaySomething() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should(have(nameMatching(MEANINGLESS_NAME)));
  }

  private ArchRule noSqlInController() {
    return noClasses()
        .that()
        .areAnnotatedWith(RestController.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SQL);
  }

  private ArchRule noHttpBelowEdge() {
    String[] services = SERVICES.stream().map(this::within).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAnyPackage(services)
        .and(not(nameMatching(HTTP_EDGE)))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(HTTP)
                // the severity of a ProblemException, which any layer may refuse with
                .and(not(nameMatching("org\\.springframework\\.http\\.HttpStatus(Code)?"))));
  }

  private ArchRule persistenceOnEntities() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and(
            not(
                nameMatching(
                    ".*\\.\\w*(Entity|Entities|Row|Module|Configuration)(\\$.*)?|.*\\.Jpa\\w*")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.persistence..");
  }

  private ArchRule jsonAtEdge() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and(not(nameMatching(HTTP_EDGE)))
        .and(not(nameMatching(HTTP_BODY)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson.annotation..");
  }

  private ArchRule noCycle() {
    return slices().matching(root + ".(*).(*)..").should().beFreeOfCycles();
  }

  /** Each package by itself: a rich feature's sub-folders have an order, too. */
  private ArchRule noCycleOfPackages() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  private ArchRule clockIsParameter() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .callCodeUnitWhere(describe("asks the machine for time or chance", this::asksTheMachine));
  }

  private boolean asksTheMachine(JavaCall<?> call) {
    CodeUnitCallTarget target = call.getTarget();
    String owner = target.getOwner().getName();
    String name = target.getName();
    boolean noParameters = target.getRawParameterTypes().isEmpty();
    return (name.equals("now") && noParameters && TIME_READERS.contains(owner))
        || (owner.equals("java.lang.Math") && name.equals("random"))
        || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
        || (owner.equals("java.util.Random") && name.equals("<init>") && noParameters)
        || (owner.equals("java.util.concurrent.ThreadLocalRandom")
            && !call.getOriginOwner().getName().matches(WIRING));
  }

  private ArchRule nullMarked() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            new ArchCondition<>("live in a package marked @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                    new SimpleConditionEvent(
                        type, marked, type.getName() + " lives in an unmarked package"));
              }
            });
  }

  private ArchRule controllersHidden() {
    return classes()
        .that()
        .areAnnotatedWith(RestController.class)
        .should()
        .haveSimpleNameEndingWith("Controller")
        .andShould()
        .notBePublic();
  }

  private String within(String module) {
    return root + "." + module + "..";
  }
}
