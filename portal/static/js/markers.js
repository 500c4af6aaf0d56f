/* What stands on a map: numbers of services, crowds of them, names, areas served. */
(function () {
  "use strict";

  var made = window.portalPopups.made;
  var GOES = 9000;

  /* Its element is made when the marker is seen: most never are. */
  var Face = L.DivIcon.extend({
    createIcon: function (old) {
      this.options.html = this.options.face();
      return L.DivIcon.prototype.createIcon.call(this, old);
    }
  });

  function named(pin) {
    pin.on("add", function () {
      pin.getElement().setAttribute("aria-label", pin.options.title);
    });
    return pin;
  }

  function pinOf(words, point) {
    var service = point.service;
    var title = service.number + ". " + (service.name.text || service.name);
    if (!service.exact) title += ", " + words.area;
    return named(L.marker([point.lat, point.lon], {
      icon: new Face({
        className: service.exact ? "map-number" : "map-number map-number-area",
        face: function () {
          return made("span", "", String(service.number));
        },
        iconSize: [Math.max(30, 10 + 9 * String(service.number).length), 30]
      }),
      title: title
    }));
  }

  function crowdOf(words, group) {
    var vague = group.points.every(function (point) {
      return point.service && !point.service.exact;
    });
    return named(L.marker([group.lat, group.lon], {
      icon: new Face({
        className: vague ? "map-many map-many-area" : "map-many",
        face: function () {
          return made("span", "", "× " + group.n);
        },
        iconSize: [28 + 9 * String(group.n).length, 36]
      }),
      title: group.n + " " + words.together
    }));
  }

  function label(lat, lon, kind, name) {
    return L.marker([lat, lon], {
      icon: L.divIcon({ className: kind, html: made("span", "", name), iconSize: [0, 0] }),
      interactive: false,
      keyboard: false,
      zIndexOffset: -1000
    });
  }

  /* Where a service goes: discs about the towns, or the whole country tinted. */
  function drawGoing(map, goes) {
    var drawn = L.layerGroup();
    map.getContainer().classList.toggle("map-everywhere", goes === "everywhere");
    if (goes && goes !== "everywhere") {
      goes.forEach(function (place) {
        L.circle(place, { radius: GOES, className: "map-goes", interactive: false }).addTo(drawn);
      });
    }
    return drawn.addTo(map);
  }

  window.portalMarkers = { pinOf: pinOf, crowdOf: crowdOf, label: label, drawGoing: drawGoing };
})();
