// Kept: where a pathway is kept on this device, lets its keeper look whether it still
// stands; where nothing is kept it does nothing, and it stores nothing itself.
(function () {
  "use strict";

  if (!("serviceWorker" in navigator) || !("caches" in window)) return;

  caches.keys().then(function (names) {
    if (!names.length) return;
    navigator.serviceWorker.getRegistrations().then(function (all) {
      all.forEach(function (one) {
        if (one.active) one.active.postMessage("check");
      });
    });
  }).catch(function () {});
})();
