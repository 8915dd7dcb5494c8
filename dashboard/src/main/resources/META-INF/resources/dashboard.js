"use strict";

const HEALTH_EVERY_MILLIS = 5000;
const NUMBERS_EVERY_MILLIS = 10000;
const PARTS = {
  database: "Database",
  diskSpace: "Disk space",
  livenessState: "Process",
  readinessState: "Taking requests",
};

/** One number of the page: its name, where it comes from, and how it is read from the answer. */
const NUMBERS = [
  ["events in profiles", "/v1/profiles/progress", (answer) => answer.appliedEvents],
  ["profiles wait for", "/v1/profiles/progress", (answer) => `${answer.lagMillis} ms`],
  ["segments", "/v1/segments?limit=1000", (answer) => count(answer.segments, answer.nextCursor)],
  ["campaigns", "/v1/campaigns?limit=1000", (answer) => count(answer.campaigns, answer.nextCursor)],
  ["model", "/v1/recommendations/progress", (answer) => answer.modelVersion ? "trained" : "none yet"],
];

let key = "";
let numbersTimer;

function byId(id) {
  return document.getElementById(id);
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function count(list, nextCursor) {
  return Array.isArray(list) ? list.length + (nextCursor ? " or more" : "") : "?";
}

async function showHealth() {
  const badge = byId("health");
  try {
    const answer = await fetch("actuator/health", { cache: "no-store" });
    const health = await answer.json();
    const up = health.status === "UP";
    badge.textContent = up ? "all well" : "in trouble";
    badge.className = `badge ${up ? "good" : "bad"}`;
    showParts(health.components ?? {});
  } catch {
    badge.textContent = "not reachable";
    badge.className = "badge bad";
    byId("parts").replaceChildren();
  }
}

function showParts(components) {
  const cards = Object.entries(PARTS)
    .filter(([name]) => name in components)
    .map(([name, label]) => {
      const up = components[name].status === "UP";
      const card = element("li", label);
      card.append(element("span", up ? "works" : "does not work", up ? "good" : "bad"));
      return card;
    });
  byId("parts").replaceChildren(...cards);
}

async function ask(path) {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${key}` }, cache: "no-store" });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.detail ?? `answered ${answer.status}`);
  }
  return answer.json();
}

async function showNumbers() {
  clearTimeout(numbersTimer);
  const state = byId("numbers-state");
  const list = byId("numbers");
  const results = await Promise.allSettled(NUMBERS.map(([, path]) => ask(path)));
  const failed = results.find((result) => result.status === "rejected");
  list.replaceChildren(
    ...NUMBERS.map(([label, , read], index) => {
      const card = document.createElement("div");
      const result = results[index];
      const value = result.status === "fulfilled" ? read(result.value) : "–";
      card.append(element("dt", label), element("dd", typeof value === "number" ? value.toLocaleString("en") : value ?? "–"));
      return card;
    }),
  );
  list.hidden = results.every((result) => result.status === "rejected");
  state.textContent = failed ? failed.reason.message : `as of ${new Date().toLocaleTimeString()}`;
  state.className = failed ? "bad" : "";
  if (!list.hidden) numbersTimer = setTimeout(showNumbers, NUMBERS_EVERY_MILLIS);
}

byId("key-form").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  key = byId("key").value.trim();
  showNumbers();
});

showHealth();
setInterval(showHealth, HEALTH_EVERY_MILLIS);
