// Flow: the drawing beside a step's form follows what is written; nothing is saved.
(function () {
  "use strict";

  var WAIT = 350;
  var place = document.querySelector("[data-drawing]");
  var form = place && document.querySelector("main form[method=post]");
  var told = document.querySelector("[data-drawing-told]");
  var timer = 0, asked = 0;

  function frame() {
    return place.querySelector(".flow-frame");
  }

  function show() {
    var chosen = place.querySelector(".flow-chosen");
    if (!chosen) return;
    var box = chosen.getBoundingClientRect(), around = frame().getBoundingClientRect();
    frame().scrollLeft += box.left - around.left - (around.width - box.width) / 2;
    frame().scrollTop += box.top - around.top - (around.height - box.height) / 2;
  }

  function take(text) {
    var read = new DOMParser().parseFromString(text, "image/svg+xml");
    var svg = read.documentElement, old = place.querySelector("svg");
    if (!old || svg.nodeName !== "svg") return;
    old.parentNode.replaceChild(document.importNode(svg, true), old);
    show();
  }

  function ask() {
    var mine = asked += 1;
    fetch(place.dataset.drawing, {
      method: "POST", body: new FormData(form), credentials: "same-origin"
    }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (text) {
      if (text && mine === asked) take(text);
    }).catch(function () {
      // The network is away: the drawing stays as it was.
    });
  }

  function wait() {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT);
  }

  if (!form || !window.fetch || !window.DOMParser) return;
  if (told) told.hidden = false;
  form.addEventListener("input", wait);
  form.addEventListener("change", wait);
  show();
})();
