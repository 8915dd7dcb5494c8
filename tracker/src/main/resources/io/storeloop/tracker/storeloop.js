/*! Storeloop tracker, Apache-2.0 */
// docs/tracker.md is its manual. Comments stand on lines of their own: TrackerScript leaves such lines out, and indentation.
(function () {
  'use strict';

  // Beyond either bound the oldest event goes, and is counted.
  const QUEUE_EVENTS = 200, QUEUE_CHARS = 65536;
  // At most 62,000 bytes of UTF-8: browsers refuse beacons over 64 KB.
  const BATCH_EVENTS = 50, BATCH_CHARS = 20000;
  // All times in milliseconds.
  const BATCH_AFTER = 1000, ANSWER_WITHIN = 10000;
  // 750 are promised, and timers come late.
  const HOLD_AT_MOST = 700;
  const BACK_OFF = 1000, BACK_OFF_AT_MOST = 60000, RETRY_AFTER_AT_MOST = 3600000;
  const SESSION_GAP = 1800000, DWELL_AT_LEAST = 100, DWELL_AT_MOST = 86400000;
  const PREFIX = 'storeloop.', QUEUE = 'q.';
  const FIELDS = 'messageId timestamp itemId quantity price currency orderId query rating position listId recommendationId decisionId durationMillis'.split(' ');
  const NUMBERS = ['quantity', 'price', 'rating', 'position'];
  const TYPES = 'list_view click add_to_cart remove_from_cart wishlist checkout purchase refund search review promotion_view promotion_click'.split(' ');

  const stub = window.storeloop || {};
  if (stub.loaded) return;
  const script = document.currentScript || document.querySelector('script[data-write-key]');
  const settings = script.dataset;
  const address = (settings.endpoint || new URL(script.src).origin).replace(/\/$/, '') + '/v1/events?writeKey=' + encodeURIComponent(settings.writeKey);
  const consentRequired = settings.consent === 'required';
  const silenced = settings.privacySignals === 'respect' && (navigator.globalPrivacyControl || navigator.doNotTrack === '1');

  // What the browser does not let us store lives as long as the page.
  const memory = {};
  // Who logged in, perhaps before consent was given.
  let identity = null;
  // The page or product that is looked at.
  let current = null;
  // Keys of this page's events that no beacon has taken yet.
  let fresh = [];
  let sending = null, request = null, timer = 0, failures = 0, sequence = 0;

  // --- Storage. One key per event: tabs that write at the same time do not overwrite each other.

  function read(name) {
    try {
      const value = localStorage.getItem(PREFIX + name);
      if (value !== null) return value;
    } catch (denied) {}
    return name in memory ? memory[name] : null;
  }

  function write(name, value) {
    if (allowed()) store(name, value);
  }

  function store(name, value) {
    try {
      localStorage.setItem(PREFIX + name, value);
    } catch (deniedOrFull) {
      memory[name] = '' + value;
    }
  }

  function remove(name) {
    delete memory[name];
    try { localStorage.removeItem(PREFIX + name); } catch (denied) {}
  }

  function names(prefix) {
    let stored = [];
    try { stored = Object.keys(localStorage); } catch (denied) {}
    return stored.filter(key => key.startsWith(PREFIX)).map(key => key.slice(PREFIX.length))
      .concat(Object.keys(memory)).filter(name => name.startsWith(prefix)).sort();
  }

  function parse(text) {
    try { return JSON.parse(text); } catch (damaged) { return null; }
  }

  function count(name, more) {
    if (more) write(name, (+read(name) || 0) + more);
  }

  // --- Consent.

  function allowed() {
    const given = parse(read('consent'));
    return !silenced && (given ? given.analytics === true : !consentRequired);
  }

  function consent(purposes) {
    if (silenced) return;
    const before = allowed();
    if (purposes.analytics !== true) {
      if (before) withdraw(purposes);
      names('').forEach(remove);
      identity = null;
      fresh = [];
      if (request) request.abort();
      clearTimeout(timer);
      timer = 0;
      if (consentRequired) return;
    }
    store('consent', JSON.stringify(purposes));
    if (before || !allowed()) return;
    // The look begins now: what came before consent is not counted.
    const event = current && current.event;
    current = null;
    if (event) look(event);
    if (identity) identify(identity.userId, identity.traits);
  }

  // The last that is sent: without it the server would go by what was said before.
  function withdraw(purposes) {
    const last = Object.assign({messageId: uuid(), timestamp: new Date().toISOString(), type: 'identify'}, ids(), {properties: {consent: purposes}});
    if (navigator.sendBeacon) navigator.sendBeacon(address, body([{text: JSON.stringify(last)}]));
  }

  // --- Ids.

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    return Array.from(bytes, byte => (byte + 256).toString(16).slice(1)).join('')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  function ids() {
    if (!allowed()) return {};
    if (!read('id')) write('id', uuid());
    const session = (read('session') || '').split(' ');
    if (!(Date.now() - session[1] < SESSION_GAP)) session[0] = uuid();
    write('session', session[0] + ' ' + Date.now());
    return {anonymousId: read('id'), sessionId: session[0], userId: read('user') || undefined};
  }

  // --- Events.

  function shape(type, fields) {
    const event = {type: type}, rest = {};
    Object.keys(fields || {}).forEach(name => {
      if (name === 'properties') Object.assign(rest, fields[name]);
      else (FIELDS.includes(name) ? event : rest)[name] = fields[name];
    });
    if (Object.keys(rest).length) event.properties = rest;
    return event;
  }

  function record(event, at) {
    if (!allowed()) return;
    const given = parse(read('consent'));
    const full = Object.assign({messageId: uuid(), timestamp: new Date(at || Date.now()).toISOString()}, ids(), event);
    if (given) full.properties = Object.assign({}, full.properties, {consent: given});
    const text = JSON.stringify(full);
    if (text.length > BATCH_CHARS) return count('dropped', 1);
    const key = QUEUE + Date.now().toString(36) + '.' + (10000 + sequence++) + '.' + uuid().slice(0, 8);
    write(key, text);
    fresh.push(key);
    const queue = names(QUEUE);
    let chars = queue.reduce((sum, name) => sum + read(name).length, 0);
    while (queue.length > QUEUE_EVENTS || chars > QUEUE_CHARS) {
      let oldest = queue.shift();
      chars -= read(oldest).length;
      remove(oldest);
      count('dropped', 1);
    }
    if (queue.length >= BATCH_EVENTS) send();
    else schedule(BATCH_AFTER);
  }

  function identify(userId, traits) {
    identity = {userId: userId, traits: traits};
    if (userId) write('user', userId);
    record({type: 'identify', properties: traits || {}});
  }

  function order(fields) {
    const whole = Object.assign({}, fields), lines = (fields.items || []).length ? fields.items : [{price: fields.total}];
    delete whole.items;
    lines.forEach((line, index) => {
      // The same id when the thank-you page is loaded again.
      const id = ['order', ids().anonymousId, fields.orderId || uuid(), index].join('-');
      const common = index ? {orderId: fields.orderId, currency: fields.currency} : whole;
      record(shape('purchase', Object.assign({messageId: id}, common, line)));
    });
    send();
  }

  // --- Looking: at one page or product at a time, and only while it can be seen.

  function visible() {
    return document.visibilityState === 'visible';
  }

  function look(event) {
    finish();
    current = {event: event, at: Date.now(), shown: 0, since: visible() ? performance.now() : null, told: false};
  }

  function finish() {
    if (!current) return;
    const now = performance.now();
    if (current.since !== null) current.shown += now - current.since;
    current.since = visible() ? now : null;
    const shown = Math.min(Math.round(current.shown), DWELL_AT_MOST);
    const dwell = shown < DWELL_AT_LEAST ? {} : {durationMillis: shown};
    if (!current.told) record(Object.assign({}, current.event, dwell), current.at);
    else if (shown >= DWELL_AT_LEAST) {
      record({type: 'custom', itemId: current.event.itemId, durationMillis: shown, properties: {event: 'dwell'}});
    }
    current.told = true;
    current.shown = 0;
  }

  function page(fields) {
    const about = {url: location.origin + location.pathname, title: document.title};
    if (document.referrer) about.referrer = document.referrer.split(/[?#]/)[0];
    new URLSearchParams(location.search).forEach((value, name) => {
      if (name.startsWith('utm_')) about[name] = value;
    });
    look(shape('page', Object.assign(about, fields)));
  }

  function markedItem() {
    const marked = document.querySelector('[data-storeloop-item]');
    if (!marked) return null;
    const item = marked.type === 'application/ld+json' ? product(parse(marked.textContent)) : {};
    Object.keys(marked.dataset).forEach(key => {
      const name = key.slice(9, 10).toLowerCase() + key.slice(10);
      if (key.startsWith('storeloop') && marked.dataset[key]) item[name === 'item' ? 'itemId' : name] = marked.dataset[key];
    });
    NUMBERS.forEach(name => { if (name in item) item[name] = +item[name]; });
    return item.itemId && shape('view', item);
  }

  // The item of a schema.org Product.
  function product(json) {
    const nodes = [].concat(json && json['@graph'] || json || []);
    const found = nodes.find(node => [].concat(node['@type']).includes('Product'));
    if (!found) return {};
    const offer = [].concat(found.offers || {})[0];
    return {itemId: found.sku || found.productID || found['@id'], price: offer.price || offer.lowPrice, currency: offer.priceCurrency};
  }

  // --- Sending. An event leaves the queue when the server has judged it, never before.

  function batchOf(keys) {
    const batch = [];
    let chars = 0;
    for (let i = 0; i < keys.length && batch.length < BATCH_EVENTS; i++) {
      let text = read(keys[i]);
      if (text === null) continue;
      chars += text.length + 1;
      if (chars > BATCH_CHARS && batch.length) break;
      batch.push({key: keys[i], text: text});
    }
    return batch;
  }

  // With the time of sending, by which the server corrects a clock that is wrong.
  function body(batch) {
    const sentAt = ',"sentAt":"' + new Date().toISOString() + '"}';
    return '[' + batch.map(entry => entry.text.slice(0, -1) + sentAt).join() + ']';
  }

  function pause() {
    const left = (+read('after') || 0) - Date.now();
    return left > 0 && left <= RETRY_AFTER_AT_MOST ? left : 0;
  }

  function schedule(delay) {
    if (!timer) timer = setTimeout(() => { timer = 0; send(); }, Math.max(delay, pause()));
  }

  // Empties the queue; resolves when it is empty or must wait, and never rejects.
  function send() {
    const done = () => {
      sending = null;
      if (allowed() && names(QUEUE).length) schedule(BATCH_AFTER);
    };
    return sending || (sending = alone(post).then(done, done));
  }

  // One tab at a time; where browsers cannot do that, the server finds the duplicates.
  function alone(work) {
    return navigator.locks
      ? navigator.locks.request('storeloop', {ifAvailable: true}, lock => lock && work()).catch(work)
      : work();
  }

  function post() {
    const batch = allowed() && !pause() ? batchOf(names(QUEUE)) : [];
    if (!batch.length) return Promise.resolve();
    request = new AbortController();
    const limit = setTimeout(() => request.abort(), ANSWER_WITHIN);
    return fetch(address, {
      method: 'POST', body: body(batch), headers: {'Content-Type': 'text/plain'}, credentials: 'omit', signal: request.signal
    }).then(response => judged(response, batch), () => backOff(0)).then(more => {
      clearTimeout(limit);
      return more && post();
    });
  }

  function judged(response, batch) {
    const status = response.status;
    if (response.ok) return response.json().then(verdict => settled(batch, verdict.rejected.length)).catch(() => backOff(0));
    if (status < 500 && status !== 408 && status !== 429) return settled(batch, batch.length);
    const asked = response.headers.get('Retry-After');
    return backOff(asked > 0 ? asked * 1000 : Date.parse(asked) - Date.now());
  }

  function settled(batch, refused) {
    batch.forEach(entry => remove(entry.key));
    fresh = fresh.filter(key => read(key) !== null);
    failures = 0;
    count('refused', refused);
    return true;
  }

  function backOff(asked) {
    const longest = Math.min(BACK_OFF_AT_MOST, BACK_OFF * Math.pow(2, failures++));
    const wait = asked > 0 ? Math.min(asked + Math.random() * BACK_OFF, RETRY_AFTER_AT_MOST) : Math.random() * longest;
    write('after', Math.ceil(Date.now() + wait));
    return false;
  }

  function leave() {
    finish();
    const pending = fresh;
    while (allowed() && !pause() && navigator.sendBeacon && pending.length) {
      let batch = batchOf(pending);
      if (!batch.length || !navigator.sendBeacon(address, body(batch))) break;
      pending.splice(0, pending.indexOf(batch[batch.length - 1].key) + 1);
    }
  }

  function flush() {
    return Promise.race([send(), new Promise(resolve => setTimeout(resolve, HOLD_AT_MOST))]);
  }

  // --- What the shop calls.

  const COMMANDS = {
    page: page, identify: identify, order: order, consent: consent, flush: flush,
    view: fields => look(shape('view', fields)),
    track: (name, fields) => record(shape('custom', Object.assign({}, fields, {event: name}))),
    reset: () => { identity = null; ['id', 'session', 'user'].forEach(remove); },
    ids: callback => { const known = ids(); if (callback) callback(known); return known; }
  };

  function storeloop(name) {
    try {
      const parameters = Array.from(arguments).slice(1);
      const type = name.replace(/[A-Z]/g, letter => '_' + letter.toLowerCase());
      if (COMMANDS[name]) return COMMANDS[name].apply(null, parameters);
      if (!TYPES.includes(type)) throw new Error('unknown command ' + name);
      return record(shape(type, parameters[0]));
    } catch (mistake) {
      // It must not break the shop's page.
      console.error('storeloop:', mistake);
    }
  }

  storeloop.loaded = true;
  window.storeloop = storeloop;

  document.addEventListener('visibilitychange', () => {
    if (!visible()) leave();
    else if (current) current.since = performance.now();
  });
  window.addEventListener('pagehide', leave);

  ['dropped', 'refused'].forEach(name => {
    if (!allowed() || !read(name)) return;
    record({type: 'custom', properties: {event: 'storeloop_loss', reason: name, count: +read(name)}});
    remove(name);
  });
  if (settings.page !== 'manual') page();
  (stub.q || []).forEach(call => storeloop.apply(null, call));
  if (names(QUEUE).length) schedule(BATCH_AFTER);

  function whenRead() {
    const item = !(current && current.event.type === 'view') && markedItem();
    if (item) look(item);
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', whenRead);
  else whenRead();
})();
