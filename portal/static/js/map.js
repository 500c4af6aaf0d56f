/* Services on a map: fetched as data from our own address, shown as text only.

   A small map gets all services at once. A large one gets the cells of its towns with
   their counts; what a town holds is fetched when somebody looks there. */
(function () {
  "use strict";

  var markers = window.portalMarkers;
  var RADIUS = 52;
  var NEAR = 12;
  var AT_ONCE = 1500;
  var TOWNS_AT_ONCE = 12;
  var NAMES_AT_ONCE = 25;
  var HALF_LAT = 0.025;
  var HALF_LON = 0.035;

  function bounds(points) {
    var found = L.latLngBounds([]);
    points.forEach(function (point) {
      var lat = point.service ? 0 : HALF_LAT;
      var lon = point.service ? 0 : HALF_LON;
      found.extend([point.lat - lat, point.lon - lon]);
      found.extend([point.lat + lat, point.lon + lon]);
    });
    return found;
  }

  function isOnePlace(found) {
    var far = found.getNorthEast();
    var near = found.getSouthWest();
    return far.lat - near.lat + far.lng - near.lng < 0.00002;
  }

  function Services(map, frame, words) {
    this.map = map;
    this.frame = frame;
    this.words = words;
    this.points = [];
    this.towns = {};
    this.sizes = {};
    this.shown = new Map();
    this.layer = L.layerGroup().addTo(map);
  }

  Services.prototype.take = function (told) {
    var points = told.features ? told.features.map(this.service) : this.cells(told.towns);
    this.points = points.filter(function (point) {
      return point.lat !== null;
    }).map(window.portalClusters.placed);
    this.look();
    this.filter();
    this.map.on("moveend", this.moved, this);
    this.moved();
  };

  Services.prototype.service = function (feature) {
    var place = feature.geometry.coordinates;
    return { lat: place[1], lon: place[0], n: 1, service: feature.properties };
  };

  Services.prototype.cells = function (towns) {
    var points = [];
    var known = this.towns;
    var sizes = this.sizes;
    towns.forEach(function (town) {
      known[town[0]] = "counted";
      sizes[town[0]] = 0;
      town[1].forEach(function (cell, at) {
        sizes[town[0]] += cell[2];
        points.push({ lat: cell[0], lon: cell[1], all: cell[2], n: cell[2], town: town[0], at: at });
      });
    });
    return points;
  };

  Services.prototype.filter = function () {
    this.points.forEach(function (point) {
      if (point.service) {
        point.n = Number(window.portalFilters.shows(point.service.codes, point.service.town));
      } else {
        var shown = window.portalFilters.ofCell(point.town, point.at);
        point.n = shown === null ? point.all : shown;
      }
    });
    this.groups = null;
  };

  Services.prototype.again = function () {
    this.filter();
    this.layer.clearLayers();
    this.shown = new Map();
    this.moved();
  };

  Services.prototype.look = function () {
    var at = JSON.parse(this.frame.getAttribute("data-centre"));
    var around = bounds(this.points);
    var how = { maxZoom: 14, padding: [36, 36], animate: false };
    if (at && around.isValid()) around.extend(at);
    if (around.isValid()) this.map.fitBounds(around, how);
    else if (at) this.map.setView(at, 11, how);
    this.start = this.map.getZoom();
  };

  Services.prototype.moved = function () {
    this.draw();
    this.wanted().forEach(this.fetch, this);
  };

  /* Towns whose services are worth fetching: few in all, or looked at from near. A
     cell reaches as far from its middle as it is wide. */
  Services.prototype.wanted = function () {
    var view = this.map.getBounds();
    view = L.latLngBounds(
      [view.getSouth() - 2 * HALF_LAT, view.getWest() - 2 * HALF_LON],
      [view.getNorth() + 2 * HALF_LAT, view.getEast() + 2 * HALF_LON]
    );
    var known = this.towns;
    var seen = {};
    this.points.forEach(function (point) {
      if (point.service || !point.n || known[point.town] !== "counted") return;
      if (view.contains([point.lat, point.lon])) seen[point.town] = true;
    });
    var towns = Object.keys(seen);
    var sizes = this.sizes;
    var sum = towns.reduce(function (before, town) {
      return before + sizes[town];
    }, 0);
    var few = sum <= AT_ONCE && towns.length <= TOWNS_AT_ONCE;
    return few || this.map.getZoom() >= NEAR ? towns : [];
  };

  Services.prototype.fetch = function (town) {
    var self = this;
    this.towns[town] = "asked";
    fetch(this.frame.getAttribute("data-tiles").replace("SLUG", town)).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then(function (told) {
      var fresh = told.features.map(self.service).map(window.portalClusters.placed);
      self.towns[town] = "here";
      self.points = self.points.filter(function (point) {
        return point.service || point.town !== town;
      }).concat(fresh);
      self.filter();
      self.draw();
    }).catch(function () {
      self.towns[town] = "counted";
      self.frame.querySelector("[data-map-failed]").hidden = false;
    });
  };

  Services.prototype.draw = function () {
    var zoom = this.map.getZoom();
    if (!this.groups || this.zoom !== zoom) {
      this.groups = window.portalClusters.gathered(this.points, zoom, RADIUS);
      this.zoom = zoom;
    }
    var closest = this.map.getMaxZoom();
    var view = this.map.getBounds().pad(0.25);
    var kept = new Map();
    this.groups.forEach(function (group) {
      if (!view.contains([group.lat, group.lon])) return;
      var first = group.points[0].service;
      var key = [group.n, group.lat, group.lon, first ? first.uid : "", zoom >= closest].join();
      kept.set(key, this.shown.get(key) || this.pin(group));
    }, this);
    this.swap(kept);
  };

  /* Who stood on a marker that goes, stands on the nearest one that comes. */
  Services.prototype.swap = function (kept) {
    var left = null;
    this.shown.forEach(function (pin, key) {
      if (kept.has(key)) return;
      if (pin.getElement() === document.activeElement) left = pin.getLatLng();
      this.layer.removeLayer(pin);
    }, this);
    kept.forEach(function (pin) {
      this.layer.addLayer(pin);
    }, this);
    this.shown = kept;
    if (left) this.focusNear(left);
  };

  Services.prototype.focusNear = function (place) {
    var best = null;
    var least = Infinity;
    this.shown.forEach(function (pin) {
      var far = this.map.distance(place, pin.getLatLng());
      if (far < least) {
        least = far;
        best = pin;
      }
    }, this);
    if (best) best.getElement().focus({ preventScroll: true });
  };

  Services.prototype.pin = function (group) {
    var point = group.points[0];
    var single = group.points.length === 1 && point.service;
    if (single) return this.opening(markers.pinOf(this.words, point), [point.service]);
    var services = group.points.filter(function (one) {
      return one.n && one.service;
    }).map(function (one) {
      return one.service;
    });
    var pin = markers.crowdOf(this.words, group);
    var around = bounds(group.points);
    if (services.length === group.n && (isOnePlace(around) || this.map.getZoom() >= this.map.getMaxZoom())) {
      return this.opening(pin, services);
    }
    return pin.on("click keypress", function (event) {
      var key = event.originalEvent && event.originalEvent.key;
      if (event.type === "keypress" && key !== "Enter") return;
      this.closer(group, around);
    }, this);
  };

  /* First to where a crowd is; from there to where it parts into single ones. */
  Services.prototype.closer = function (group, around) {
    var zoom = this.map.getZoom();
    var fit = Math.max(this.map.getBoundsZoom(around, false, [24, 24]), zoom + 1);
    var far = this.map.project(around.getNorthWest(), zoom);
    var near = this.map.project(around.getSouthEast(), zoom);
    var side = Math.max(1, Math.sqrt((near.x - far.x) * (near.y - far.y)));
    var parted = zoom + Math.ceil(Math.log2((Math.sqrt(group.n) * RADIUS) / side));
    var dense = zoom > this.start && parted > fit;
    this.map.setView(
      dense ? [group.lat, group.lon] : around.getCenter(),
      Math.min(dense ? parted : fit, this.map.getMaxZoom()),
      { animate: false }
    );
  };

  Services.prototype.opening = function (pin, services) {
    var words = this.words;
    var map = this.map;
    var going = null;
    pin.on("popupopen", function (event) {
      if (services.length === 1) going = markers.drawGoing(map, services[0].goes);
      event.popup.getElement().querySelector(".map-popup").focus({ preventScroll: true });
    });
    pin.on("popupclose", function () {
      if (going) going.remove();
      map.getContainer().classList.remove("map-everywhere");
      if (pin.getElement()) pin.getElement().focus({ preventScroll: true });
    });
    return pin.bindPopup(function () {
      if (services.length === 1) return window.portalPopups.one(words, services[0]);
      return window.portalPopups.several(words, services);
    }, { maxHeight: 300 });
  };

  /* Names of places: too many for the whole country, so they come when one is near. */
  window.portalPlaces = function (map, places) {
    var cyrillic = document.documentElement.lang === "sr-Cyrl";
    var towns = JSON.parse(
      map.getContainer().closest("[data-map]").getAttribute("data-towns")
    );
    var near = L.layerGroup();
    function name(place) {
      var named = towns.some(function (town) {
        return Math.abs(town.lat - place[0]) + Math.abs(town.lon - place[1]) < 0.03;
      });
      var said = place[cyrillic ? 2 : 3];
      if (!named) markers.label(place[0], place[1], "map-place", said).addTo(near);
    }
    function follow() {
      if (map.getZoom() < 9) {
        near.remove();
        return;
      }
      if (!near.getLayers().length) places.forEach(name);
      near.addTo(map);
    }
    map.on("zoomend", follow);
    follow();
    return near;
  };

  function furnish(map, words) {
    L.control.zoom({ zoomInTitle: words.nearer, zoomOutTitle: words.wider }).addTo(map);
    map.getContainer().addEventListener("keydown", function (event) {
      if (event.key === "Escape") map.closePopup();
    });
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", words.map);
  }

  /* So many names at once would hide the counts: then they wait for a closer look. */
  function nameTowns(map, towns) {
    towns.forEach(function (town) {
      markers.label(town.lat, town.lon, "map-town", town.name).addTo(map);
    });
    function follow() {
      var wait = towns.length > NAMES_AT_ONCE && map.getZoom() < 9;
      map.getContainer().classList.toggle("map-names-wait", wait);
    }
    map.on("zoomend", follow);
    follow();
  }

  /* A script that is quicker than the styles would fit the country into no height. */
  function styled(map, then) {
    if (!map.getContainer().clientHeight) {
      setTimeout(styled, 20, map, then);
      return;
    }
    map.invalidateSize({ animate: false, pan: false });
    then();
  }

  /* The last style sheet may make the map another size than it began with. */
  function settle(map, services) {
    window.addEventListener("load", function () {
      var before = map.getSize();
      map.invalidateSize({ animate: false, pan: false });
      if (!before.equals(map.getSize()) && services.points.length) services.look();
    });
  }

  window.portalServices = function (map) {
    var frame = map.getContainer().closest("[data-map]");
    var words = JSON.parse(frame.getAttribute("data-words"));
    var towns = JSON.parse(frame.getAttribute("data-towns"));
    words.elsewhere = frame.getAttribute("data-elsewhere");
    words.record = frame.getAttribute("data-record");
    words.towns = towns.map(function (town) {
      return town.slug;
    });
    furnish(map, words);
    window.portalMap = map;
    document.dispatchEvent(new Event("portal:map"));
    nameTowns(map, towns);
    var services = new Services(map, frame, words);
    settle(map, services);
    window.portalFilters.listen(function () {
      services.again();
    });
    fetch(frame.getAttribute("data-map"))
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      })
      .then(function (told) {
        styled(map, function () {
          services.take(told);
        });
      })
      .catch(function () {
        frame.querySelector("[data-map-failed]").hidden = false;
      });
    return services.layer;
  };
})();
