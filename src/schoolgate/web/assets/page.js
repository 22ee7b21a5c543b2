// Small comforts on every page. Each page works without them.
(function () {
  "use strict";

  document.documentElement.classList.add("has-script");

  // Where something is to be put right, start there.
  const summary = document.querySelector("[data-focus]");
  if (summary) {
    summary.focus();
  }

  // The menu shuts when one looks elsewhere.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") {
      return;
    }
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // On a phone the parts of a long page stand folded; whoever follows a link into one finds it open.
  const parts = document.querySelectorAll("details.part");
  function openAim() {
    const aim = document.getElementById(window.location.hash.slice(1));
    const part = aim && aim.closest("details.part");
    if (part && !part.open) {
      part.open = true;
      aim.scrollIntoView();
    }
  }
  if (parts.length > 0) {
    if (window.matchMedia("(max-width: 40em)").matches) {
      parts.forEach(function (part) { part.open = false; });
    }
    openAim();
    window.addEventListener("hashchange", openAim);
    window.addEventListener("beforeprint", function () {
      parts.forEach(function (part) { part.open = true; });
    });
  }

  // Two taps on a button send a form once.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
    } else {
      form.dataset.sent = "yes";
      window.setTimeout(function () { delete form.dataset.sent; }, 4000);
    }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
  });

  // A request behind the page that got no answer says so; the next one that does takes it back.
  const noAnswer = document.getElementById("no-answer");
  function show(isLost) {
    if (noAnswer) {
      noAnswer.hidden = !isLost;
    }
  }
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach(function (name) {
    document.addEventListener(name, function () { show(true); });
  });
  document.addEventListener("htmx:afterOnLoad", function () { show(false); });
})();
