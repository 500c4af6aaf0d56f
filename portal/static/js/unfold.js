// Unfold: fields asked only with some answers fold away until one of these is chosen.
document.querySelectorAll("[data-asked-when]").forEach(function (part) {
  const answers = part.dataset.askedWhen.split(" ");
  const choices = document.querySelectorAll(
    'input[name="' + part.dataset.askedBy + '"]'
  );

  function isFilled() {
    return Array.from(part.querySelectorAll("select, textarea")).some(
      function (control) {
        return control.value !== "";
      }
    );
  }

  function fold() {
    const asked = Array.from(choices).some(function (choice) {
      return choice.checked && answers.indexOf(choice.value) >= 0;
    });
    part.hidden = !asked && !isFilled() && !part.querySelector(".error");
  }

  choices.forEach(function (choice) {
    choice.addEventListener("change", fold);
  });
  fold();
});
