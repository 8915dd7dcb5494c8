package io.storeloop.tracker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/**
 * A page of the shop in a pretended browser, whose clock only the test moves. Several pages may
 * share a storage, as tabs do, or one after the other, as visits do.
 */
final class Page {
  private static final String SERVED =
      new String(TrackerScript.load().plain(), StandardCharsets.UTF_8);

  private final Storage storage;
  private final ScriptableObject scope;

  private Page(Storage storage, ScriptableObject scope) {
    this.storage = storage;
    this.scope = scope;
  }

  /** What stays in a browser from page to page. */
  static final class Storage {
    private final Object content;

    Storage() {
      try (Context context = enter()) {
        content = evaluate(context, context.initStandardObjects(), resource("storage.js"));
      }
    }

    Page open() {
      return open("");
    }

    /** Opens a page on which this has happened before the tracker is loaded. */
    Page open(String before) {
      Page page;
      try (Context context = enter()) {
        ScriptableObject scope = context.initStandardObjects();
        ScriptableObject.putProperty(scope, "storage", content);
        page = new Page(this, scope);
      }
      page.run(resource("page.js"));
      page.run(before);
      page.run(SERVED);
      page.run("var storeloop = window.storeloop");
      return page;
    }
  }

  static Page open(String before) {
    return new Storage().open(before);
  }

  /** The next page of the same visit, this many milliseconds after the first page was opened. */
  Page next(long millis, String before) {
    return storage.open("world.now += " + millis + ";" + before);
  }

  /** Runs a line of the shop's code, and what it has promised. */
  Page run(String script) {
    try (Context context = enter()) {
      evaluate(context, scope, script);
    }
    return this;
  }

  String text(String expression) {
    try (Context context = enter()) {
      return Context.toString(evaluate(context, scope, expression));
    }
  }

  long number(String expression) {
    return Math.round(Double.parseDouble(text(expression)));
  }

  Page advance(Duration time) {
    long until = number("world.now") + time.toMillis();
    while (text("step(" + until + ")").equals("true")) {
      // each timer is a run of its own, so that what it promised happens before the next
    }
    return this;
  }

  /** {@code type} and the named field of every event that was posted, in order. */
  String posted(String field) {
    return told("world.fetches", field);
  }

  String beaconed(String field) {
    return told("world.beacons", field);
  }

  private String told(String calls, String field) {
    return text(
        "JSON.parse(sentEvents("
            + calls
            + ")).map(function (e) { return e.type + ' ' + JSON.stringify(e."
            + field
            + "); }).join('; ')");
  }

  /** How many events wait. */
  long queued() {
    return number("Object.keys(storage).filter(function (k) { return /\\.q\\./.test(k); }).length");
  }

  String stored() {
    return text("Object.keys(storage).sort().join()");
  }

  private static Object evaluate(Context context, ScriptableObject scope, String script) {
    return context.evaluateString(scope, script, "page", 1, null);
  }

  private static Context enter() {
    Context context = Context.enter();
    context.setLanguageVersion(Context.VERSION_ES6);
    context.setInterpretedMode(true);
    return context;
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
