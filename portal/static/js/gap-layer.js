/* What is missing in which town: words on the map, and how often each is said. */
(function () {
  "use strict";

  var form = document.querySelector("[data-gap-layer]");
  var said = form.querySelector("[data-layer-said]");
  var drawn = null;

  function show(towns) {
    var counts = {};
    if (drawn) drawn.remove();
    drawn = window.L.layerGroup();
    towns.forEach(function (town) {
      counts[town.word] = (counts[town.word] || 0) + 1;
      var text = town.name + ": " + town.word;
      window.portalMarkers.label(town.lat, town.lon, "map-gap map-gap-" + town.state, text).addTo(drawn);
    });
    drawn.addTo(window.portalMap);
    window.portalMap.getContainer().classList.toggle("map-with-gaps", towns.length > 0);
    said.textContent = Object.keys(counts).map(function (word) {
      return word + ": " + counts[word];
    }).join(" · ");
  }

  function ask() {
    var category = form.elements.category.value;
    if (!category) {
      show([]);
      return;
    }
    var group = form.elements.group.value;
    var query = "?category=" + encodeURIComponent(category) + (group ? "&group=" + encodeURIComponent(group) : "");
    fetch(form.getAttribute("data-gap-layer") + query).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then(function (told) {
      show(told.towns);
    }).catch(function () {
      said.textContent = form.getAttribute("data-failed");
    });
  }

  function start() {
    form.hidden = false;
    form.addEventListener("change", ask);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
  }

  if (window.portalMap) start();
  else document.addEventListener("portal:map", start);
})();
