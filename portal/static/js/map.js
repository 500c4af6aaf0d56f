/* Services on a map: fetched as data from our own address, shown as text only. */
(function () {
  "use strict";

  function made(tag, name, said) {
    var node = document.createElement(tag);
    if (name) node.className = name;
    if (said && said.lang) node.lang = said.lang;
    if (said) node.textContent = said.text || said;
    return node;
  }

  function link(href, name, said) {
    var node = made("a", name, said);
    node.href = href;
    return node;
  }

  /* The entry stands on the page of its town, where that has one; else on this page. */
  function entry(words, service) {
    var there = words.elsewhere && words.towns.indexOf(service.town) >= 0;
    return (there ? words.elsewhere.replace("SLUG", service.town) : "") + "#service-" + service.uid;
  }

  function popup(words, service) {
    var box = made("div", "map-popup");
    box.tabIndex = -1;
    box.appendChild(made("b", "", service.name));
    box.appendChild(made("span", "", service.category + " · " + service.whom));
    if (!service.exact) box.appendChild(made("span", "map-vague", words.area));
    if (service.hours) box.appendChild(made("span", "", service.hours));
    if (service.note) box.appendChild(made("span", "", service.note));
    if (service.phone) {
      var digits = service.phone.replace(/[^+\d]/g, "");
      box.appendChild(link("tel:" + digits, "number", service.phone));
    }
    box.appendChild(link(entry(words, service), "", words.entry));
    return box;
  }

  /* Its element is made when the marker is seen: most never are. */
  var Face = L.DivIcon.extend({
    createIcon: function (old) {
      this.options.html = made("span", "", this.options.number);
      return L.DivIcon.prototype.createIcon.call(this, old);
    }
  });

  function marker(words, feature) {
    var service = feature.properties;
    var place = feature.geometry.coordinates;
    var kind = service.exact ? "map-number" : "map-number map-number-area";
    var name = service.name.text || service.name;
    if (!service.exact) name += ", " + words.area;
    var pin = L.marker([place[1], place[0]], {
      icon: new Face({ className: kind, number: String(service.number), iconSize: [30, 30] }),
      title: service.number + ". " + name,
      vague: !service.exact
    });
    pin.on("add", function () {
      pin.getElement().setAttribute("aria-label", pin.options.title);
    });
    pin.on("popupopen", function (event) {
      event.popup.getElement().querySelector(".map-popup").focus({ preventScroll: true });
    });
    pin.on("popupclose", function () {
      if (pin.getElement()) pin.getElement().focus({ preventScroll: true });
    });
    return pin.bindPopup(function () {
      return popup(words, service);
    });
  }

  function cluster(words) {
    return function (group) {
      var count = group.getChildCount();
      var vague = group.getAllChildMarkers().every(function (pin) {
        return pin.options.vague;
      });
      var face = made("span", "", "× " + count);
      face.appendChild(made("span", "visually-hidden", " " + words.together));
      return L.divIcon({ className: vague ? "map-many map-many-area" : "map-many", html: face, iconSize: [38, 38] });
    };
  }

  function label(lat, lon, kind, name) {
    return L.marker([lat, lon], {
      icon: L.divIcon({
        className: kind,
        html: made("span", "", name),
        iconSize: [0, 0]
      }),
      interactive: false,
      keyboard: false,
      zIndexOffset: -1000
    });
  }

  function look(map, frame, features) {
    var at = JSON.parse(frame.getAttribute("data-centre"));
    var bounds = L.latLngBounds(features.map(function (feature) {
      return [feature.geometry.coordinates[1], feature.geometry.coordinates[0]];
    }));
    var how = { maxZoom: 14, padding: [36, 36], animate: false };
    if (at && bounds.isValid()) bounds.extend(at);
    if (bounds.isValid()) map.fitBounds(bounds, how);
    else if (at) map.setView(at, 11, how);
  }

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
      if (!named) label(place[0], place[1], "map-place", said).addTo(near);
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

  window.portalServices = function (map, options) {
    var frame = map.getContainer().closest("[data-map]");
    var words = JSON.parse(frame.getAttribute("data-words"));
    var towns = JSON.parse(frame.getAttribute("data-towns"));
    words.elsewhere = frame.getAttribute("data-elsewhere");
    words.towns = towns.map(function (town) {
      return town.slug;
    });
    options.iconCreateFunction = cluster(words);
    var group = L.markerClusterGroup(options);
    L.control.zoom({ zoomInTitle: words.nearer, zoomOutTitle: words.wider }).addTo(map);
    map.getContainer().addEventListener("keydown", function (event) {
      if (event.key === "Escape") map.closePopup();
    });
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", words.map);
    towns.forEach(function (town) {
      label(town.lat, town.lon, "map-town", town.name).addTo(map);
    });
    fetch(frame.getAttribute("data-map"))
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      })
      .then(function (told) {
        look(map, frame, told.features);
        group.addLayers(
          told.features.map(function (feature) {
            return marker(words, feature);
          })
        );
      })
      .catch(function () {
        frame.querySelector("[data-map-failed]").hidden = false;
      });
    return group;
  };
})();
