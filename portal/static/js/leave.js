// Leave quickly: the link, or three presses of Shift, replaces this page.
(function () {
  const link = document.querySelector("[data-leave]");
  if (!link) return;
  const presses = [];

  function leave() {
    window.location.replace(link.href);
  }

  link.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", function (event) {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses.length = 0;
      return;
    }
    presses.push(event.timeStamp);
    if (presses.length > 3) presses.shift();
    if (presses.length === 3 && presses[2] - presses[0] < 1500) leave();
  });
})();
