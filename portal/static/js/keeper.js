// Keeper: hands out the pages of one pathway that somebody chose to keep, when there is
// no network. It is registered by that press alone, for the addresses below its own
// scope, and takes itself away as soon as nothing is kept.
(function () {
  "use strict";

  var HERE = new URL(self.registration.scope).pathname;
  var NAME = "kept:" + HERE;
  var NOTE = HERE + "kept.json";
  var LOADED = /(?:href|src)="(\/static\/[^"]+)"/g;
  var PAGES = /\sdata-keep="([^"]*)"/;
  var WITHDRAWN = /<body class="[^"]*\bwithdrawn\b/;
  var over = false;
  var before = Promise.resolve();

  // One act ends before the next begins: a look that still writes what it has read
  // would bring back what another one has just erased.
  function inTurn(act) {
    before = before.then(act, act);
    return before;
  }

  function forget() {
    return caches.delete(NAME).then(function () {
      return self.registration.unregister();
    });
  }

  function asked(address, how) {
    return fetch(address, { cache: how, credentials: "omit" });
  }

  function whole(answer) {
    if (!answer.ok) throw new Error(answer.url);
    return answer;
  }

  function read(address) {
    return asked(address, "no-cache").then(whole).then(function (answer) {
      return answer.clone().text().then(function (text) {
        return { address: address, answer: answer, text: text };
      });
    });
  }

  function loaded(pages) {
    var found = new Set();
    pages.forEach(function (page) {
      for (var one of page.text.matchAll(LOADED)) found.add(one[1]);
    });
    return Array.from(found);
  }

  function files(pages) {
    return Promise.all(loaded(pages).map(function (address) {
      return asked(address, "default").then(whole).then(function (answer) {
        return { address: address, answer: answer };
      });
    }));
  }

  // Everything is fetched before anything is written: half a pathway helps nobody.
  function keep(addresses) {
    return Promise.all(addresses.map(read)).then(function (pages) {
      return files(pages).then(function (more) {
        return over ? "gone" : write(pages.concat(more));
      });
    });
  }

  function write(entries) {
    var note = JSON.stringify({ on: new Date().toISOString() });
    var told = new Response(note, { headers: { "Content-Type": "application/json" } });
    var all = entries.concat([{ address: NOTE, answer: told }]);
    var named = new Set(all.map(function (entry) {
      return entry.address;
    }));
    return caches.open(NAME).then(function (cache) {
      return Promise.all(all.map(function (entry) {
        return cache.put(entry.address, entry.answer);
      })).then(function () {
        return cache.keys();
      }).then(function (requests) {
        return Promise.all(requests.map(function (request) {
          return named.has(new URL(request.url).pathname) || cache.delete(request);
        }));
      });
    }).then(function () {
      return "kept";
    });
  }

  // What the portal says of the pathway now: gone, withdrawn, or as it stands today.
  function look() {
    return asked(HERE, "no-cache").then(function (answer) {
      if (answer.status === 404 || answer.status === 410) return forget();
      return whole(answer).text().then(function (text) {
        if (WITHDRAWN.test(text)) return forget();
        var named = PAGES.exec(text);
        if (!named) throw new Error("no pathway");
        return keep(named[1].split(" "));
      });
    }).then(function (found) {
      return found === "kept" ? found : "gone";
    });
  }

  function check() {
    return caches.has(NAME).then(function (kept) {
      return kept ? look() : forget();
    });
  }

  function kept(request) {
    return caches.match(request, { cacheName: NAME });
  }

  function visited(event) {
    return fetch(event.request).then(function (answer) {
      if (answer.status >= 500) {
        return kept(event.request).then(function (found) {
          return found || answer;
        });
      }
      event.waitUntil(inTurn(check).catch(function () {}));
      return answer;
    }, function (error) {
      return kept(event.request).then(function (found) {
        if (!found) throw error;
        return found;
      });
    });
  }

  self.addEventListener("install", function () {
    self.skipWaiting();
  });

  self.addEventListener("fetch", function (event) {
    if (event.request.method !== "GET") return;
    if (event.request.mode === "navigate") {
      event.respondWith(visited(event));
      return;
    }
    event.respondWith(kept(event.request).then(function (found) {
      return found || fetch(event.request);
    }));
  });

  self.addEventListener("message", function (event) {
    var act = { keep: look, check: check, erase: forget }[event.data];
    if (!act) return;
    if (act === forget) over = true;
    event.waitUntil(inTurn(act).catch(function () {
      return "far";
    }).then(function (said) {
      if (event.ports[0]) event.ports[0].postMessage(said);
    }));
  });
})();
