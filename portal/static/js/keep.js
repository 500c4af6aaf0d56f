// Keep: the button that keeps a pathway on this device, its age, and the one that
// erases it. Nothing is stored before the press.
(function () {
  "use strict";

  var place = document.querySelector("[data-keep]");
  if (!place || !("serviceWorker" in navigator) || !("caches" in window)) return;

  var DAY = 86400000;
  var PATIENCE = 30000;
  var here = place.getAttribute("data-keep").split(" ")[0];
  var name = "kept:" + here;
  var spoken = document.documentElement.lang;

  function part(named) {
    return place.querySelector("[data-keep-" + named + "]");
  }

  function show(named, shown) {
    part(named).hidden = !shown;
  }

  function say(named) {
    ["done", "erased", "failed"].forEach(function (other) {
      show(other, other === named);
    });
    if (named) part(named).focus();
  }

  function written(day) {
    if (spoken === "en") {
      var long = { day: "numeric", month: "long", year: "numeric" };
      return day.toLocaleDateString("en-GB", long);
    }
    return [day.getDate(), day.getMonth() + 1, day.getFullYear()].join(". ") + ".";
  }

  function days(from, to) {
    var start = new Date(from.getFullYear(), from.getMonth(), from.getDate());
    var end = new Date(to.getFullYear(), to.getMonth(), to.getDate());
    return Math.round((end - start) / DAY);
  }

  function shown(note) {
    show("offer", !note);
    show("held", Boolean(note));
    if (note) {
      var on = new Date(note.on), today = new Date();
      var review = new Date(place.getAttribute("data-review-by") + "T23:59:59");
      var age = new Intl.RelativeTimeFormat(spoken, { numeric: "auto" });
      part("day").textContent = written(on);
      part("ago").textContent = age.format(-days(on, today), "day");
      show("late", today > review);
    }
    place.hidden = false;
  }

  function refresh() {
    return caches.match(here + "kept.json", { cacheName: name }).then(function (note) {
      return note ? note.json() : null;
    }).then(shown);
  }

  function told(worker, verb) {
    return new Promise(function (done) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function (event) {
        done(event.data);
      };
      window.setTimeout(done, PATIENCE);
      worker.postMessage(verb, [channel.port2]);
    });
  }

  function active(registration) {
    var worker = registration.active || registration.waiting || registration.installing;
    return new Promise(function (done) {
      function look() {
        if (worker.state === "activated") done(worker);
      }
      worker.addEventListener("statechange", look);
      look();
    });
  }

  function erased() {
    return navigator.serviceWorker.getRegistrations().then(function (all) {
      return Promise.all(all.map(function (one) {
        if (one.active) one.active.postMessage("erase");
        return one.unregister();
      }));
    }).then(function () {
      return caches.keys();
    }).then(function (names) {
      return Promise.all(names.filter(function (one) {
        return one.lastIndexOf("kept:", 0) === 0;
      }).map(function (one) {
        return caches.delete(one);
      }));
    });
  }

  // Only what this press began: another pathway that is kept stays.
  function undone() {
    return navigator.serviceWorker.getRegistration(here).then(function (one) {
      if (!one) return;
      if (one.active) one.active.postMessage("erase");
      one.unregister();
    }).then(function () {
      return caches.delete(name);
    });
  }

  function keep() {
    return navigator.serviceWorker.register("/keeper.js", { scope: here }).then(active)
      .then(function (worker) {
        return told(worker, "keep");
      }).then(function (answer) {
        if (answer !== "kept") throw new Error("not kept");
      });
  }

  function press(button, act, done) {
    button.addEventListener("click", function () {
      button.disabled = true;
      act().then(function () {
        return refresh().then(function () {
          say(done);
        });
      }, function () {
        return undone().then(refresh).then(function () {
          say("failed");
        });
      }).then(function () {
        button.disabled = false;
      });
    });
  }

  press(part("press"), keep, "done");
  press(part("erase"), erased, "erased");
  refresh().catch(function () {});
})();
