// Kept: where a pathway is kept on this device, lets its keeper look whether it still
// stands, and erases what has no keeper; where nothing is kept it does nothing, and it
// stores nothing itself.
(function () {
  "use strict";

  if (!("serviceWorker" in navigator) || !("caches" in window)) return;

  caches.keys().then(function (names) {
    if (!names.length) return;
    navigator.serviceWorker.getRegistrations().then(function (all) {
      var scopes = all.map(function (one) {
        if (one.active) one.active.postMessage("check");
        return "kept:" + new URL(one.scope).pathname;
      });
      names.forEach(function (name) {
        var ours = name.lastIndexOf("kept:", 0) === 0;
        if (ours && scopes.indexOf(name) < 0) caches.delete(name);
      });
    });
  }).catch(function () {});
})();
