// Away from this page at once, so that "Back" does not lead to it again. Without a script the link leads away too.
(function () {
  "use strict";

  document.querySelectorAll("[data-hide-page]").forEach(function (one) {
    one.addEventListener("click", function (event) {
      event.preventDefault();
      document.body.hidden = true;
      window.location.replace(one.href);
    });
  });
})();
