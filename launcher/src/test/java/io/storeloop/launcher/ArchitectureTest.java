package io.storeloop.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may know whom, and the rest of the never-list that a program can check. Each rule holds for
 * our classes, and is seen to fail on a violation planted in {@code io.storeloop.violations}.
 */
class ArchitectureTest {
  private static final String OURS = "io.storeloop";
  private static final String PLANTED = "io.storeloop.violations";

  /** What each rule must find: part of the planted violation's name. */
  private static final Map<String, String> FINDS =
      Map.ofEntries(
          Map.entry("ingestion knows no other service", "IngestionKnowsProfile"),
          Map.entry("profile knows no other service", "ProfileKnowsCampaign"),
          Map.entry("recommendation knows no other service", "RecommendationKnowsLauncher"),
          Map.entry("campaign knows no other service", "CampaignKnowsIngestion"),
          Map.entry("common knows nobody above it", "CommonKnowsService"),
          Map.entry("algorithms is mathematics alone", "AlgorithmWithClock"),
          Map.entry("demoshop knows nobody", "ShopKnowsCommon"),
          Map.entry("tracker knows nobody", "ScriptKnowsCommon"),
          Map.entry("Smile stays inside profile-service", "SmileInCampaign"),
          Map.entry("common keeps Spring and SQL in schema and edge", "SqlInWords"),
          Map.entry("names say something", "PriceHelper"),
          Map.entry("no SQL in a controller", "SqlController"),
          Map.entry("no HTTP below the edge", "OfferThatKnowsHttp"),
          Map.entry("persistence annotations stay on entities", "PersistentOffer"),
          Map.entry("JSON annotations stay at the edge", "OfferWithJsonNames"),
          Map.entry("no cycle between features", "Cycle detected"),
          Map.entry("no cycle between packages", "profile.gamma.inner"),
          Map.entry("clock and generator are parameters", "ReadsTheClock"),
          Map.entry("every package is null-marked", "UnmarkedPackage"),
          Map.entry("controllers are hidden and named so", "PublicApi"));

  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(ArchitectureTest::isMain).importPackages(OURS);

  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

  private static boolean isMain(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }

  @Test
  void everyModuleIsLookedAt() {
    List<String> seen =
        ArchitectureRules.MODULES.stream()
            .filter(module ->
                MAIN.stream()
                    .anyMatch(type -> type.getPackageName().startsWith(OURS + "." + module)))
            .toList();

    assertThat(seen).isEqualTo(ArchitectureRules.MODULES);
  }

  @TestFactory
  Stream<DynamicTest> everyRuleHolds() {
    return new ArchitectureRules(OURS)
        .all().entrySet().stream()
            .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(MAIN)));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleFindsItsPlantedViolation() {
    return new ArchitectureRules(PLANTED)
        .all().entrySet().stream()
            .map(rule ->
                DynamicTest.dynamicTest(
                    rule.getKey(),
                    () -> {
                      EvaluationResult result = rule.getValue().evaluate(VIOLATIONS);

                      assertThat(result.hasViolation()).as(rule.getKey()).isTrue();
                      assertThat(result.getFailureReport().toString())
                          .contains(FINDS.get(rule.getKey()));
                    }));
  }
}
