// Placing a cover: the picture is as wide as the screen, so its shown size is sent along with the tap.
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    if (event.target.id !== "tap") {
      return;
    }
    const shown = event.target.getBoundingClientRect();
    const form = event.target.form;
    form.elements.shown_width.value = shown.width;
    form.elements.shown_height.value = shown.height;
  }, true);
})();
