package io.storeloop.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The truth about the shoppers has one public door, and that is a test class. */
class PublicApiTest {
  private static final List<String> WORDS_OF_THE_TRUTH =
      List.of(
          "truth",
          "taste",
          "churn",
          "persuad",
          "uplift",
          "nature",
          "mood",
          "quality",
          "appeal",
          "probability",
          "sensitiv");

  @Test
  void onlyWhatAShopWouldSeeIsPublic() throws Exception {
    assertThat(publicTypes())
        .containsExactlyInAnyOrder(
            DemoShop.class,
            DemoShopExport.class,
            DemoShopOptions.class,
            ShopEvent.class,
            ShopEvent.Type.class,
            ShopItem.class,
            ShopJson.class);
  }

  @Test
  void noPublicMemberNamesOrReturnsTheTruth() throws Exception {
    List<Class<?>> open = publicTypes();

    for (Class<?> type : open) {
      for (Member member : publicMembers(type)) {
        assertThat(WORDS_OF_THE_TRUTH)
            .noneMatch(member.getName().toLowerCase(Locale.ROOT)::contains);
        assertThat(typesOf(member))
            .as(member.toString())
            .allMatch(each -> open.contains(each) || !each.getName().startsWith("io.storeloop"));
      }
    }
  }

  @Test
  void truthIsNotAmongWhatIsShipped() throws Exception {
    assertThat(mainTypes()).doesNotContain(ShopTruth.class);
    assertThat(Modifier.isPublic(ShopTruth.class.getModifiers())).isTrue();
  }

  private static List<Class<?>> publicTypes() throws Exception {
    return mainTypes().stream().filter(PublicApiTest::isReachable).toList();
  }

  private static boolean isReachable(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isReachable(outer));
  }

  private static List<Class<?>> mainTypes()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path root = Path.of(DemoShop.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name =
            root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        types.add(Class.forName(name.substring(0, name.length() - ".class".length())));
      }
    }
    assertThat(types).hasSizeGreaterThan(20);
    return types;
  }

  private static List<Member> publicMembers(Class<?> type) {
    List<Member> members = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      members.add(method);
    }
    for (Field field : type.getDeclaredFields()) {
      members.add(field);
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      members.add(constructor);
    }
    return members.stream().filter(member -> Modifier.isPublic(member.getModifiers())).toList();
  }

  private static List<Class<?>> typesOf(Member member) {
    return switch (member) {
      case Method method -> {
        List<Class<?>> types = new ArrayList<>(List.of(method.getParameterTypes()));
        types.add(method.getReturnType());
        yield types;
      }
      case Field field -> List.of(field.getType());
      case Constructor<?> constructor -> List.of(constructor.getParameterTypes());
      default -> List.of();
    };
  }
}
