// What was opened leaves the screen after a minute, and when one comes back to it.
(function () {
  "use strict";

  const box = document.querySelector("[data-shown-for]");
  if (!box) {
    return;
  }
  const copy = box.querySelector("[data-copy]");

  function hide() {
    box.querySelectorAll(".shown-value").forEach(function (one) { one.textContent = ""; });
    window.location.replace(box.dataset.back);
  }

  window.setTimeout(hide, Number(box.dataset.shownFor) * 1000);
  window.addEventListener("pagehide", function () {
    box.querySelectorAll(".shown-value").forEach(function (one) { one.textContent = ""; });
  });

  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", function () {
      navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent).then(function () {
        box.querySelector("[data-copied]").hidden = false;
      });
    });
  }
})();
