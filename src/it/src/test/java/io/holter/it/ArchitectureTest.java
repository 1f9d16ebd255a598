// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom. The tables are the rules: change them only where the house is to change. */
class ArchitectureTest {

    private static final String ROOT = "io.holter.";

    private static final String AVRO = "org.apache.avro";
    private static final String JACKSON = "com.fasterxml.jackson";
    private static final String TENSORFLOW = "org.tensorflow";
    private static final String FLINK = "org.apache.flink";
    private static final String KAFKA_CLIENT = "org.apache.kafka.clients";
    private static final String KAFKA_COMMON = "org.apache.kafka.common";
    private static final String PICOCLI = "picocli";

    /**
     * A module.
     *
     * @param name its root package below io.holter
     * @param modules other modules that it may import
     * @param libraries packages of libraries that it may import, besides the JDK
     */
    private record Module(String name, Set<String> modules, Set<String> libraries) {}

    private static final List<Module> MODULES = List.of(
            new Module("core", Set.of(), Set.of()),
            new Module("schemas", Set.of(), Set.of(AVRO)),
            new Module("wire", Set.of("core", "schemas"), Set.of(AVRO, JACKSON)),
            new Module(
                    "model",
                    Set.of("core", "schemas"),
                    Set.of(AVRO, JACKSON, TENSORFLOW, "org.bytedeco", "com.google.protobuf")),
            new Module(
                    "data",
                    Set.of("wire", "core", "schemas"),
                    Set.of(AVRO, "de.siegmar.fastcsv", JACKSON, KAFKA_CLIENT, KAFKA_COMMON, PICOCLI)),
            new Module(
                    "trainer",
                    Set.of("data", "model", "core", "schemas"),
                    Set.of(
                            TENSORFLOW,
                            "org.ejml",
                            "com.samskivert.mustache",
                            JACKSON,
                            PICOCLI,
                            "me.tongfei.progressbar")),
            new Module(
                    "job", Set.of("wire", "model", "core", "schemas"), Set.of(AVRO, FLINK, KAFKA_CLIENT, KAFKA_COMMON)),
            new Module(
                    "app",
                    Set.of("trainer", "job", "data", "core", "schemas"),
                    Set.of(AVRO, FLINK, "org.apache.kafka", "kafka", JACKSON, PICOCLI, "org.apache.logging.log4j")),
            new Module(
                    "bench",
                    Set.of("app", "trainer", "job", "data", "wire", "model", "core", "schemas"),
                    Set.of(FLINK, KAFKA_CLIENT, KAFKA_COMMON, JACKSON, PICOCLI, "com.amazon.randomcutforest")));

    /** Packages of a module that only some of its packages may import from a library. */
    private static final Map<String, Set<String>> CONFINED = Map.of(
            "data " + PICOCLI, Set.of("data.option"),
            "data " + KAFKA_CLIENT, Set.of("data.kafka"),
            "data " + KAFKA_COMMON, Set.of("data.kafka"),
            "data " + JACKSON, Set.of("data.text"),
            "trainer " + PICOCLI, Set.of("trainer.command"),
            "job " + KAFKA_CLIENT, Set.of("job.kafka"),
            "job " + KAFKA_COMMON, Set.of("job.kafka"));

    /** The packages of each module; one may import those before it. */
    private static final List<List<String>> ORDER = List.of(
            List.of("schemas"),
            List.of("core", "core.file", "core.quality", "core.slicing", "core.threshold"),
            List.of("wire"),
            List.of("model.device", "model"),
            List.of(
                    "data.set",
                    "data",
                    "data.text",
                    "data.array",
                    "data.image",
                    "data.wfdb",
                    "data.avro",
                    "data.kafka",
                    "data.generator",
                    "data.option"),
            List.of(
                    "trainer.linear",
                    "trainer.network",
                    "trainer.selection",
                    "trainer.training",
                    "trainer.export",
                    "trainer.evaluation",
                    "trainer.generation",
                    "trainer.report",
                    "trainer",
                    "trainer.command"),
            List.of(
                    "job.decode",
                    "job.slice",
                    "job.kafka",
                    "job.settings",
                    "job.model",
                    "job.score",
                    "job.alert",
                    "job.judge",
                    "job"),
            List.of("app.process", "app.kafka", "app.flink", "app.alert", "app.demo", "app.command", "app"),
            List.of("bench.page", "bench.quality", "bench.speed", "bench.recipe"));

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        // The name of a library's class is enough; reading those classes as well costs seconds.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.holter");
    }

    @Test
    void aModuleImportsOnlyTheModulesBelowIt() {
        assertNone((from, to) -> {
            Module module = module(from);
            String target = to.getPackageName();
            boolean allowed = !target.startsWith(ROOT)
                    || moduleName(to).equals(module.name)
                    || module.modules.contains(moduleName(to));
            return allowed ? null : module.name + " may import " + sorted(module.modules);
        });
    }

    @Test
    void aModuleImportsOnlyItsLibraries() {
        assertNone((from, to) -> {
            Module module = module(from);
            String target = to.getPackageName();
            boolean allowed = target.startsWith(ROOT)
                    || isOfTheJdk(target)
                    || module.libraries.stream().anyMatch(library -> isIn(target, library));
            return allowed ? null : module.name + " may import the JDK and " + sorted(module.libraries);
        });
    }

    @Test
    void aLibraryIsImportedOnlyWhereItIsConfinedTo() {
        assertNone((from, to) -> CONFINED.entrySet().stream()
                .filter(rule -> rule.getKey().startsWith(moduleName(from) + " "))
                .filter(rule -> isIn(to.getPackageName(), rule.getKey().split(" ")[1]))
                .filter(rule -> !rule.getValue().contains(name(from)))
                .map(rule -> "only " + sorted(rule.getValue()) + " may import it")
                .findFirst()
                .orElse(null));
    }

    @Test
    void aPackageImportsOnlyThosePackagesOfItsModuleThatStandBeforeIt() {
        assertNone((from, to) -> {
            List<String> order = ORDER.stream()
                    .filter(packages -> packages.contains(name(from)))
                    .findFirst()
                    .orElse(List.of()); // everyPackageHasItsPlace names it
            boolean inOrder = !order.contains(name(to)) || order.indexOf(name(to)) <= order.indexOf(name(from));
            return inOrder ? null : "the order is " + String.join(", ", order);
        });
    }

    @Test
    void everyPackageHasItsPlace() {
        Set<String> known = ORDER.stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = classes.stream().map(ArchitectureTest::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(found)
                .filteredOn(name -> !known.contains(name))
                .as("packages that the table ORDER lacks: put each behind those that it may import")
                .isEmpty();
        assertThat(known)
                .filteredOn(name -> !found.contains(name))
                .as("packages of the table ORDER that no longer exist: remove them")
                .isEmpty();
    }

    @Test
    void noPackagesImportInACircle() {
        slices().matching("io.holter.(**)").should().beFreeOfCycles().check(classes);
    }

    /** @param reason of a class and one that it depends on: why it must not; null where it may */
    private static void assertNone(BiFunction<JavaClass, JavaClass, String> reason) {
        Set<String> violations = new TreeSet<>();
        for (JavaClass from : classes) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                String why = to.isPrimitive() ? null : reason.apply(from, to);
                if (why != null) {
                    violations.add(from.getName() + " imports " + to.getName() + ": " + why);
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    private static Module module(JavaClass of) {
        return MODULES.stream()
                .filter(module -> module.name.equals(moduleName(of)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(of.getName() + " is in no module of the table"));
    }

    private static String moduleName(JavaClass of) {
        return name(of).split("\\.")[0];
    }

    /** The package below io.holter. */
    private static String name(JavaClass of) {
        String name = of.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }

    private static boolean isOfTheJdk(String target) {
        return Stream.of("java", "javax", "com.sun", "jdk", "org.w3c.dom", "org.xml.sax")
                .anyMatch(root -> isIn(target, root));
    }

    private static boolean isIn(String target, String root) {
        return target.equals(root) || target.startsWith(root + ".");
    }

    private static String sorted(Set<String> names) {
        return new TreeSet<>(names).toString();
    }
}
