// What is typed is not lost: in a draft of one's own it is kept by itself after a pause, when a phone turns to something
// else, and before a link leads away. Where it cannot be, the browser asks before it lets go of it.
(function () {
  "use strict";

  const PAUSE = 3000; // milliseconds without a key, after which it is kept
  const HEADER = "Schoolgate-Kept"; // "all" or "words" of what is on the page
  // Who is in a picture is kept by the buttons only, and so are pictures that are on their way.
  const BY_BUTTONS = /^(who-|agreed-|visitor-|pictures$|camera$)/;

  const typed = {words: 0, rest: 0};
  const kept = {words: 0, rest: 0};
  const sentWith = new WeakMap();
  let lastTyped = 0;
  let triedFor = 0;
  let onTheWay = 0;
  let leaving = false;
  let wanted = null; // the link that waits until everything is kept

  function form() {
    return document.getElementById("compose");
  }
  function keepsItself() {
    return Boolean(document.querySelector("#form-key[data-keeps-itself]"));
  }
  function isAllKept() {
    return typed.words === kept.words && typed.rest === kept.rest;
  }
  function hasPost() {
    return Boolean(form() && form().querySelector("input[name=post]").value);
  }
  function isKept(what, until) {
    kept.words = Math.max(kept.words, until.words);
    if (what === "all") {
      kept.rest = Math.max(kept.rest, until.rest);
    }
  }

  document.addEventListener("input", function (event) {
    const field = event.target;
    if (!field.closest("#compose") || !field.name || field.name.indexOf("letters-") === 0) {
      return;
    }
    typed[BY_BUTTONS.test(field.name) ? "rest" : "words"] += 1;
    lastTyped = Date.now();
    wanted = null;
  }, true);

  document.addEventListener("htmx:beforeSend", function (event) {
    if (event.target.closest("#compose")) {
      onTheWay += 1;
      sentWith.set(event.detail.xhr, {...typed});
    }
  });
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    const xhr = event.detail.xhr;
    const what = xhr.getResponseHeader(HEADER);
    if (what && sentWith.has(xhr)) {
      isKept(what, sentWith.get(xhr));
    }
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (sentWith.has(event.detail.xhr)) {
      onTheWay -= 1;
    }
  });

  window.setInterval(function () {
    const due = typed.words > kept.words && typed.words > triedFor && Date.now() - lastTyped >= PAUSE;
    if (due && onTheWay === 0 && hasPost() && keepsItself()) {
      triedFor = typed.words;
      htmx.trigger("#keeping", "keep");
    }
  }, PAUSE / 3);

  // Nobody waits for this answer: the phone may have put the page away.
  function keepNow() {
    if (onTheWay > 0 || typed.words === kept.words || leaving || !hasPost() || !keepsItself()) {
      return;
    }
    const until = {...typed};
    const data = new FormData(form());
    ["pictures", "camera"].forEach(function (name) { data.delete(name); });
    fetch(document.getElementById("keeping").getAttribute("hx-post"), {
      method: "POST", body: new URLSearchParams(data), keepalive: true,
    }).then(function (answer) {
      const what = answer.headers.get(HEADER);
      if (what) {
        isKept(what, until);
      }
    }).catch(function () { /* It is still on the page. */ });
  }
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") {
      keepNow();
    }
  });

  // A link that leads away goes as the button would that keeps everything first. Where it could not be kept, the page
  // says why, and the same link tried again leads away, after the browser has asked.
  document.addEventListener("click", function (event) {
    const link = event.target.closest ? event.target.closest("a[href]") : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || link.target || link.origin !== window.location.origin || !form()) {
      return;
    }
    if (link.pathname === window.location.pathname && link.hash) {
      return;
    }
    const address = link.pathname + link.search + link.hash;
    if (isAllKept() || !keepsItself() || wanted === address || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    wanted = address;
    goOn(address);
  });
  function goOn(address) {
    let button = document.getElementById("go-on");
    if (!button) {
      button = document.createElement("button");
      button.id = "go-on";
      button.name = "do";
      button.hidden = true;
      button.setAttribute("hx-post", "");
      form().append(button);
      htmx.process(button);
    }
    button.value = "go:" + address;
    button.click();
  }

  document.addEventListener("submit", function (event) {
    leaving = leaving || event.target === form() && !event.defaultPrevented;
  });
  window.addEventListener("beforeunload", function (event) {
    if (form() && !leaving && !isAllKept()) {
      event.preventDefault();
    }
  });
})();
