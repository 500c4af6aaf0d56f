/* Searches the public pages in the browser: no word leaves it, nothing is kept.
   The rules are those of portal/domain/searching.py; a test compares the two. */
(function () {
  "use strict";

  var LONGEST_WORD = 40, MOST_WORDS = 6, MOST_SHOWN = 30;
  var EXACT = 100, PREFIX = 80, PREFIX_AT_LEAST = 65;
  var STEMS = [60, 50, 40], LEAST = [3, 3, 4], ENDING_AT_MOST = 4;
  var MISTYPED = 35, MISTYPED_START = 20;
  var CYRILLIC = "абвгдежзијклмнопрстћуфхцчшђ";
  var LATIN = "abvgdezzijklmnoprstcufhccsd";
  var DIGRAPHS = { "љ": "lj", "њ": "nj", "џ": "dz" };
  var MARKS = /[\u0300-\u036f]/g;
  var WORD = /[\p{L}\p{N}]+/gu;

  function letter(said) {
    var at = CYRILLIC.indexOf(said);
    return at < 0 ? DIGRAPHS[said] || said : LATIN[at];
  }

  function fold(text) {
    var bare = text.normalize("NFKD").toLowerCase().replace(MARKS, "").replace(/đ/g, "d");
    var latin = bare.replace(/[а-џ]/g, letter).replace(/dj/g, "d");
    return (latin.match(WORD) || []).map(function (word) {
      return Array.from(word).slice(0, LONGEST_WORD).join("");
    });
  }

  function once(words) {
    return words.filter(function (word, at) {
      return words.indexOf(word) === at;
    });
  }

  function asked(question) {
    var words = once(fold(question));
    var telling = words.filter(function (word) {
      return word.length > 2;
    });
    return (telling.length ? telling : words).slice(0, MOST_WORDS);
  }

  function wanted(words) {
    return words - Math.floor(words / 3);
  }

  function starts(word, start) {
    return word.lastIndexOf(start, 0) === 0;
  }

  function match(question, word) {
    if (word === question) return EXACT;
    if (starts(word, question)) {
      return Math.max(PREFIX - (word.length - question.length), PREFIX_AT_LEAST);
    }
    if (/[0-9]/.test(question)) return 0;
    return byStem(question, word) || mistyped(question, word);
  }

  function byStem(question, word) {
    for (var cut = 1; cut <= 3; cut += 1) {
      var stem = question.length - cut;
      if (stem < LEAST[cut - 1]) return 0;
      if (word.length - stem <= ENDING_AT_MOST && starts(word, question.slice(0, stem))) {
        return STEMS[cut - 1];
      }
    }
    return 0;
  }

  function mistyped(question, word) {
    var length = question.length;
    if (length < 4 || word.length < length - 1) return 0;
    if (oneApart(question, word)) return MISTYPED;
    for (var end = length - 1; length > 4 && end <= length + 1; end += 1) {
      if (end < word.length && oneApart(question, word.slice(0, end))) return MISTYPED_START;
    }
    return 0;
  }

  function oneApart(one, other) {
    if (one.length > other.length) return oneApart(other, one);
    if (other.length - one.length > 1) return false;
    var at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    if (one.length < other.length) return one.slice(at) === other.slice(at + 1);
    if (one.slice(at + 1) === other.slice(at + 1)) return true;
    return one[at + 1] === other[at] && one[at] === other[at + 1] &&
      one.slice(at + 2) === other.slice(at + 2);
  }

  /* Things that can be found, and for each word in which of them it stands. */
  function Shelf() {
    this.things = [];
    this.places = new Map();
  }

  Shelf.prototype.put = function (thing, name, more) {
    var at = this.things.push(thing) - 1;
    var named = once(fold(name)), places = this.places;
    function stand(word, inName) {
      if (!places.has(word)) places.set(word, []);
      places.get(word).push(inName ? 2 * at + 1 : 2 * at);
    }
    once(named.concat(more)).forEach(function (word, number) {
      stand(word, number < named.length);
    });
  };

  Shelf.prototype.find = function (question) {
    var words = asked(question), best = new Map(), things = this.things;
    this.places.forEach(function (places, word) {
      words.forEach(function (asks, at) {
        var fits = match(asks, word);
        if (!fits) return;
        places.forEach(function (place) {
          var thing = place >> 1;
          if (!best.has(thing)) best.set(thing, new Array(words.length).fill(0));
          var row = best.get(thing);
          row[at] = Math.max(row[at], fits * (place & 1 ? 2 : 1));
        });
      });
    });
    var found = [];
    best.forEach(function (row, thing) {
      var has = row.filter(Boolean).length;
      if (!has || has < wanted(words.length)) return;
      var score = row.reduce(function (sum, fits) {
        return sum + fits;
      });
      found.push({ thing: things[thing], at: thing, score: score });
    });
    return found.sort(function (one, other) {
      return other.score - one.score || one.thing.name.length - other.thing.name.length ||
        one.at - other.at;
    });
  };

  window.portalSearching = { fold: fold, asked: asked, match: match, Shelf: Shelf };

  var box = document.querySelector("[data-search]");
  if (!box) return;
  var words = JSON.parse(box.getAttribute("data-words"));
  var home = box.getAttribute("data-home");
  var input = box.querySelector("input");
  var count = box.querySelector("[data-search-count]");
  var list = box.querySelector("[data-search-found]");
  var note = box.querySelector("[data-search-note]");
  var named = note.getAttribute("data-search-note").split(" ");
  var shelf = null, loading = null;

  function text(said) {
    return typeof said === "string" ? said : said ? said[0] : "";
  }

  function putServices(shelf, about, data) {
    var late = new Set(data.late);
    var kinds = data.kinds.map(fold);
    var bodies = data.bodies.map(text).map(fold);
    var towns = data.towns.map(function (slug) {
      return fold(text(about.towns[slug]));
    });
    data.name.forEach(function (name, at) {
      var slug = data.towns[data.town[at]];
      var more = bodies[data.body[at]].concat(kinds[data.kind[at]], towns[data.town[at]]);
      shelf.put({
        name: text(name),
        said: name,
        about: [
          data.kinds[data.kind[at]],
          data.bodies[data.body[at]],
          slug ? about.towns[slug] : words.country,
          late.has(at) ? words.overdue : ""
        ],
        href: function () {
          var page = slug ? "municipalities/" + slug + "/map/" : "map/";
          return home + page + "#s-" + data.uid.slice(8 * at, 8 * at + 8);
        }
      }, text(name), more);
    });
  }

  function putOthers(shelf, about) {
    about.pathways.forEach(function (way) {
      shelf.put({
        name: text(way[1]),
        said: way[1],
        about: [words.pathway, way[2]],
        href: function () {
          return home + "pathways/" + way[0] + "/";
        }
      }, text(way[1]), fold(way[2]));
    });
    about.guides.forEach(function (guide) {
      shelf.put({
        name: guide[1],
        said: guide[1],
        about: [guide[3] ? words.term : words.page],
        href: function () {
          return home + guide[0];
        }
      }, guide[1], guide[2].split(" "));
    });
  }

  function fetched(address) {
    return window.fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" }).then(function (answer) {
      if (!answer.ok) throw new Error(address);
      return answer.json();
    });
  }

  /* All of it, once somebody is about to type: which files are asked for tells nothing. */
  function load() {
    if (loading) return loading;
    var address = box.getAttribute("data-search");
    loading = fetched(address).then(function (about) {
      return Promise.all(about.shelves.map(function (number) {
        return fetched(address.replace("index.json", number + ".json"));
      })).then(function (all) {
        var made = new Shelf();
        putOthers(made, about);
        all.forEach(function (data) {
          putServices(made, about, data);
        });
        shelf = made;
      });
    }).then(show, function () {
      loading = null;
      count.textContent = words.failed;
    });
    return loading;
  }

  function span(said, name) {
    var node = document.createElement("span");
    node.textContent = text(said);
    if (said && typeof said !== "string") node.lang = said[1];
    if (name) node.className = name;
    return node;
  }

  function item(thing) {
    var row = document.createElement("li");
    var link = document.createElement("a");
    link.href = thing.href();
    link.appendChild(span(thing.said));
    row.appendChild(link);
    var line = document.createElement("p");
    line.className = "small soft";
    thing.about.filter(text).forEach(function (said, at) {
      if (at) line.appendChild(document.createTextNode(" · "));
      line.appendChild(span(said));
    });
    row.appendChild(line);
    return row;
  }

  /* Whether what is found names what the note is about, as portal/domain/naming.py. */
  function names(span) {
    return (span.textContent.toLowerCase().match(WORD) || []).some(function (word) {
      return named.indexOf(word) >= 0;
    });
  }

  function show() {
    var question = input.value;
    list.textContent = "";
    count.textContent = "";
    note.hidden = true;
    if (!asked(question).length) return;
    if (!shelf) {
      count.textContent = words.loading;
      return;
    }
    var found = shelf.find(question);
    found.slice(0, MOST_SHOWN).forEach(function (one) {
      list.appendChild(item(one.thing));
    });
    note.hidden = !Array.prototype.some.call(list.querySelectorAll("span"), names);
    var said = found.length ? words.found.replace("{n}", String(found.length)) : words.none;
    if (found.length > MOST_SHOWN) said += ". " + words.first.replace("{n}", String(MOST_SHOWN));
    count.textContent = said;
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", function () {
    load();
    show();
  });
  box.hidden = false;
})();
