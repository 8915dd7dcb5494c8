// A browser's page, as much of it as the tracker asks for. Time stands still until the test moves it.
var world = {now: 1772366400000, timers: [], fetches: [], beacons: [], errors: [], listeners: {}, beaconTaken: true, random: 0.5, answer: null, marked: null};
var window = {}, self = window;
var location = {origin: 'https://shop.example', pathname: '/shoes', search: '?utm_source=news&token=secret'};
var localStorage = storage;
var navigator = {
  sendBeacon: function (url, body) { if (world.beaconTaken) world.beacons.push({url: url, body: body}); return world.beaconTaken; }
};
var document = {
  visibilityState: 'visible', readyState: 'complete', title: 'Shoes', referrer: 'https://search.example/?q=anna',
  currentScript: {src: 'https://collect.example/storeloop.js', dataset: {writeKey: 'wk_test'}},
  addEventListener: function (name, listener) { world.listeners[name] = listener; },
  querySelector: function () { return world.marked; }
};
window.addEventListener = document.addEventListener;
var console = {error: function (prefix, mistake) { world.errors.push('' + mistake); }};
var performance = {now: function () { return world.now - 1772366000000; }};
Date.now = function () { return world.now; };
Math.random = function () { return world.random; };
var bytes = 7;
var crypto = {getRandomValues: function (array) {
  for (var i = 0; i < array.length; i++) { bytes = (bytes * 75 + 74) % 65537; array[i] = bytes; }
  return array;
}};
function URL(text) { this.origin = text.split('/').slice(0, 3).join('/'); }
function URLSearchParams(text) {
  this.forEach = function (each) {
    text.slice(1).split('&').forEach(function (pair) { each(pair.split('=')[1], pair.split('=')[0]); });
  };
}
function AbortController() {
  var controller = this;
  this.signal = {};
  this.abort = function () { if (controller.signal.onabort) controller.signal.onabort(); };
}
function setTimeout(work, delay) { world.timers.push({at: world.now + delay, work: work}); return work; }
function clearTimeout(work) { world.timers = world.timers.filter(function (timer) { return timer.work !== work; }); }
function fetch(url, options) {
  var call = {url: url, body: options.body, at: world.now};
  world.fetches.push(call);
  return new Promise(function (resolve, reject) {
    options.signal.onabort = function () { reject(new Error('aborted')); };
    var answer = world.answer;
    if (answer === 'hang') return;
    if (answer === 'down') return reject(new Error('no connection'));
    var status = answer ? answer.status : 200;
    resolve({
      status: status, ok: status === 200,
      headers: {get: function (name) { return name === 'Retry-After' && answer && answer.retryAfter || null; }},
      json: function () {
        return answer && answer.html ? Promise.reject(new Error('no JSON')) : Promise.resolve({accepted: 1, rejected: answer && answer.rejected || []});
      }
    });
  });
}
/** Runs the next timer that is due until the given time; false when there is none. */
function step(until) {
  var due = world.timers.filter(function (timer) { return timer.at <= until; }).sort(function (a, b) { return a.at - b.at; })[0];
  world.now = due ? Math.max(world.now, due.at) : until;
  if (!due) return false;
  world.timers.splice(world.timers.indexOf(due), 1);
  due.work();
  return true;
}
function show(visible) { document.visibilityState = visible ? 'visible' : 'hidden'; world.listeners.visibilitychange(); }
function sentEvents(calls) {
  return JSON.stringify(calls.reduce(function (all, call) { return all.concat(JSON.parse(call.body)); }, []));
}
