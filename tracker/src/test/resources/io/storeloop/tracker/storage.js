// What the tabs of a browser share. Its keys are the stored names, as those of a real localStorage.
(function () {
  function hidden(value) { return {value: value, writable: true}; }
  return Object.defineProperties({}, {
    full: hidden(false),
    getItem: hidden(function (name) { return Object.prototype.hasOwnProperty.call(this, name) ? this[name] : null; }),
    setItem: hidden(function (name, value) { if (this.full) throw new Error('quota'); this[name] = '' + value; }),
    removeItem: hidden(function (name) { delete this[name]; })
  });
})();
