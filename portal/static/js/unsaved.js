// Unsaved: asks before a form with unsaved typing is left.
(function () {
  const changed = new Set();

  document.querySelectorAll("form[data-unsaved]").forEach(function (form) {
    form.addEventListener("input", function () {
      changed.add(form);
    });
    form.addEventListener("submit", function () {
      changed.clear();
    });
  });

  window.addEventListener("beforeunload", function (event) {
    if (!changed.size) return;
    event.preventDefault();
    event.returnValue = changed.values().next().value.dataset.unsaved;
  });
})();
