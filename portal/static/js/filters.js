/* Filters of the list and the map; they stand in the address as codes, never as words. */
(function () {
  "use strict";

  var form = document.querySelector("[data-filters]");
  var CODE = /^[a-z0-9_-]{1,60}$/;
  var judged = {};
  var listeners = [];
  var state = { wish: {}, active: false, index: null, cells: {}, minute: 0 };

  function every(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  function fields() {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name;
    });
  }

  function wished() {
    var wish = {};
    fields().forEach(function (field) {
      var value = field.type === "checkbox" ? field.checked && "1" : field.value;
      if (value) wish[field.name] = value;
    });
    return wish;
  }

  /* What a line of codes says is asked once for each wish, however many have it. */
  function judge(line) {
    if (!(line in judged)) {
      var service = window.portalFits.parsed(line);
      judged[line] = {
        fits: window.portalFits.fits(service, state.wish, state.minute),
        reaches: window.portalFits.reaches(service, state.wish.serves),
        category: service.category
      };
    }
    return judged[line];
  }

  function fitsIn(line, towns) {
    var found = judge(line);
    var there = !state.wish.serves || found.reaches || towns.indexOf(state.wish.serves) >= 0;
    return there ? found.fits : -1;
  }

  function shows(line, towns) {
    var found = fitsIn(line, towns);
    return found > 0 || (found === 0 && Boolean(state.wish.unsaid));
  }

  function told() {
    return { fits: 0, unsaid: 0, all: 0, kinds: {}, towns: {} };
  }

  function add(count, line, towns) {
    var found = fitsIn(line, towns);
    var shown = shows(line, towns);
    count.all += 1;
    if (found === 0) count.unsaid += 1;
    if (shown) {
      count.fits += 1;
      count.kinds[judge(line).category] = (count.kinds[judge(line).category] || 0) + 1;
    }
    return shown;
  }

  function countList(count) {
    every("[data-codes]", function (item) {
      var towns = (item.getAttribute("data-towns") || "").split(" ");
      item.hidden = !add(count, item.getAttribute("data-codes"), towns);
    });
    every("[data-part]", function (part) {
      part.hidden = state.active && !part.querySelector("[data-codes]:not([hidden])");
    });
  }

  /* Numbers below zero are further places of what the town's list has already. */
  function countIndex(count) {
    var lines = state.index.codes;
    state.cells = {};
    Object.keys(state.index.towns).forEach(function (town) {
      var before = count.fits;
      state.cells[town] = state.index.towns[town].map(function (which) {
        return which.reduce(function (sum, number) {
          var line = lines[number < 0 ? -1 - number : number];
          if (number < 0) return sum + shows(line, [town]);
          return sum + add(count, line, [town]);
        }, 0);
      });
      count.towns[town] = count.fits - before;
    });
  }

  function write(node, amount) {
    var place = node.querySelector("[data-amount]");
    if (!node.hasAttribute("data-was")) node.setAttribute("data-was", place.textContent);
    place.textContent = state.active ? amount || 0 : node.getAttribute("data-was");
    node.hidden = state.active && !amount;
  }

  function announce(count) {
    var words = JSON.parse(form.getAttribute("data-words"));
    var said = words.found.replace("{fits}", count.fits).replace("{all}", count.all);
    if (count.unsaid && !state.wish.unsaid) said += " " + words.unsaid.replace("{unsaid}", count.unsaid);
    form.querySelector("[data-found]").textContent = state.active ? said : "";
    every("[data-clear]", function (button) {
      button.hidden = !state.active;
    });
    form.querySelector("[data-active]").textContent = state.active
      ? String(Object.keys(state.wish).length) : "";
  }

  function remember() {
    var parts = Object.keys(state.wish).map(function (name) {
      return state.wish[name] === "1" ? name : name + "=" + state.wish[name];
    });
    var here = location.pathname + location.search;
    history.replaceState(null, "", here + (parts.length ? "#" + parts.join("&") : ""));
  }

  function fetched(then) {
    fetch(form.getAttribute("data-index")).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then(function (index) {
      state.index = index;
      then();
    }).catch(function () {
      form.querySelector("[data-filters-failed]").hidden = false;
    });
  }

  function apply() {
    state.wish = wished();
    state.active = Object.keys(state.wish).some(function (name) {
      return name !== "unsaid";
    });
    state.minute = window.portalFits.minuteOf(new Date());
    judged = {};
    if (state.active && form.hasAttribute("data-index") && !state.index) {
      fetched(apply);
      return;
    }
    var count = told();
    countList(count);
    if (state.index) countIndex(count);
    every("[data-kind]", function (node) {
      write(node, count.kinds[node.getAttribute("data-kind")]);
    });
    every("[data-town]", function (node) {
      write(node, count.towns[node.getAttribute("data-town")]);
    });
    announce(count);
    listeners.forEach(function (listener) {
      listener();
    });
  }

  /* Only codes that the form offers are taken from an address. */
  function restore() {
    var said = location.hash.slice(1).split("&");
    var asked = fields().filter(function (field) {
      return said.some(function (part) {
        var named = part.split("=");
        if (named[0] !== field.name) return false;
        if (field.type === "checkbox") return (field.checked = true);
        if (!CODE.test(named[1] || "")) return false;
        field.value = named[1];
        if (field.selectedIndex < 0) field.value = "";
        return field.value !== "";
      });
    });
    if (asked.length) form.querySelector("details").open = true;
    return asked.length > 0;
  }

  function clear() {
    form.reset();
    apply();
    remember();
  }

  /* A link to an entry leads there, whatever is looked for. */
  function uncover() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) {
      var kept = location.hash;
      clear();
      location.replace(kept);
    } else if (!target && restore()) {
      apply();
    }
  }

  function start() {
    form.hidden = false;
    if (window.matchMedia("(min-width: 980px)").matches) form.querySelector("details").open = true;
    form.addEventListener("change", function () {
      apply();
      remember();
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    every("[data-clear]", function (button) {
      button.addEventListener("click", function () {
        clear();
        form.querySelector("select").focus();
      });
    });
    window.addEventListener("hashchange", uncover);
    if (restore()) apply();
  }

  window.portalFilters = {
    shows: function (line, town) {
      return !state.active || shows(line, [town]);
    },
    /* How many places of a cell are shown, or null while all are. */
    ofCell: function (town, at) {
      return state.active && state.cells[town] ? state.cells[town][at] : null;
    },
    listen: function (listener) {
      listeners.push(listener);
    }
  };
  if (form) start();
})();
