/* Points of a map gathered by how near they are on the screen; no element is made here. */
(function () {
  "use strict";

  var TILE = 256;
  var KEYS = 4194304;

  /* Where a place is on the whole map, from 0 to 1 each way (Web Mercator). */
  function placed(point) {
    var sine = Math.sin((point.lat * Math.PI) / 180);
    point.x = point.lon / 360 + 0.5;
    point.y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    return point;
  }

  function nearest(seeds, column, row, x, y, radius) {
    var best = null;
    var least = radius * radius;
    for (var across = -1; across <= 1; across += 1) {
      for (var down = -1; down <= 1; down += 1) {
        var seed = seeds.get((column + across) * KEYS + row + down);
        if (seed) {
          var far = (seed.x - x) * (seed.x - x) + (seed.y - y) * (seed.y - y);
          if (far < least) {
            least = far;
            best = seed;
          }
        }
      }
    }
    return best;
  }

  /* A point joins the nearest group within the radius, or begins one. */
  function gathered(points, zoom, radius) {
    var scale = TILE * Math.pow(2, zoom);
    var seeds = new Map();
    var groups = [];
    points.forEach(function (point) {
      if (!point.n) return;
      var x = point.x * scale;
      var y = point.y * scale;
      var column = Math.floor(x / radius);
      var row = Math.floor(y / radius);
      var group = nearest(seeds, column, row, x, y, radius);
      if (!group) {
        group = seeds.get(column * KEYS + row) || { x: x, y: y, n: 0, points: [], lat: 0, lon: 0 };
        if (!group.n) {
          seeds.set(column * KEYS + row, group);
          groups.push(group);
        }
      }
      group.n += point.n;
      group.lat += point.lat * point.n;
      group.lon += point.lon * point.n;
      group.points.push(point);
    });
    groups.forEach(function (group) {
      group.lat /= group.n;
      group.lon /= group.n;
    });
    return groups;
  }

  window.portalClusters = { placed: placed, gathered: gathered };
})();
