// Once: a second press of a button sends nothing; it is usable again after going back or 8 s.
document.querySelectorAll("form[data-once]").forEach(function (form) {
  let sent = false;

  function allow() {
    sent = false;
  }

  form.addEventListener("submit", function (event) {
    if (sent) event.preventDefault();
    sent = true;
    window.setTimeout(allow, 8000);
  });

  window.addEventListener("pageshow", allow);
});
