// Writing a post: a picture is shown at once while it travels, the foot stays open, the focus stays with the person.
(function () {
  "use strict";

  const MEGABYTES = 25;

  function byId(id) {
    return document.getElementById(id);
  }

  let previewed = [];

  // Chosen pictures are shown from the phone itself while they are on their way. A browser may read one again when the
  // page changes around it, so each stays there until others are chosen.
  document.addEventListener("change", function (event) {
    if (!event.target.classList.contains("add__file")) {
      return;
    }
    const previews = byId("previews");
    previews.replaceChildren();
    previewed.forEach(URL.revokeObjectURL);
    previewed = [];
    Array.from(event.target.files).forEach(function (file) {
      if (!/^image\//.test(file.type) || file.size > MEGABYTES * 1024 * 1024) {
        return;
      }
      const shown = new Image();
      shown.alt = "";
      shown.addEventListener("error", function () { shown.remove(); });
      shown.src = URL.createObjectURL(file);
      previewed.push(shown.src);
      previews.append(shown);
    });
    byId("coming").hidden = event.target.files.length === 0;
  }, true);

  document.addEventListener("htmx:xhr:progress", function (event) {
    const coming = byId("coming");
    if (coming && event.detail.lengthComputable) {
      coming.querySelector("progress").value = 100 * event.detail.loaded / event.detail.total;
    }
  });

  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach(function (name) {
    document.addEventListener(name, function () {
      const coming = byId("coming");
      if (coming) {
        coming.hidden = true;
        byId("previews").replaceChildren();
        document.querySelectorAll(".add__file").forEach(function (field) { field.value = ""; });
      }
    });
  });

  // What was open stays open when the foot is brought up to date. The browser tells of an opening a moment later, and
  // never of one whose foot was exchanged in that moment: so the tap itself counts.
  let wasOpen = false;
  document.addEventListener("toggle", function (event) {
    if (event.target.id === "to-put-right") {
      wasOpen = event.target.open;
    }
  }, true);
  document.addEventListener("htmx:afterSettle", function () {
    const list = byId("to-put-right");
    if (list && wasOpen && !list.open) {
      list.open = true;
    }
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest) {
      return;
    }
    if (event.target.closest("#to-put-right > summary")) {
      wasOpen = !byId("to-put-right").open;
    }
    // A link out of the foot shuts it, so that one sees where it leads.
    if (event.target.closest("#to-put-right a")) {
      byId("to-put-right").open = false;
      wasOpen = false;
    }
  });

  // A picture has been read for names: the foot says what was found.
  document.addEventListener("htmx:afterSettle", function (event) {
    const read = event.target;
    if (read.id && read.id.indexOf("words-") === 0 && read.hasAttribute("data-read")) {
      byId("compose").dispatchEvent(new Event("input", {bubbles: true}));
    }
  });

  // Where something is to be put right, start there.
  document.addEventListener("htmx:afterSettle", function (event) {
    const summary = event.target.querySelector ? event.target.querySelector("[data-focus]") : null;
    if (summary) {
      summary.focus();
    }
  });

  // The page is brought up to date while somebody writes, its buttons too. A tap waits for what is on its way, and a
  // click counts although its button was exchanged under the mouse: it then goes to the button that does the same.
  const SETTLED = 50; // milliseconds; htmx takes 20 to make an exchanged button its own
  const onTheWay = new Map();
  let pressed = null;
  let waiting = null;
  let unchecked = false;
  function ofTheForm(target) {
    return target && target.closest ? target.closest("#compose button[name=do]") : null;
  }
  function clickTheSame(button) {
    const same = Array.from(document.querySelectorAll("#compose button[name=do]")).find(function (one) {
      return one.value === button.value;
    });
    if (same) {
      same.click();
    }
  }
  document.addEventListener("htmx:beforeSend", function (event) {
    if (event.target.closest("#compose")) {
      onTheWay.set(event.detail.xhr, event.target.value);
      unchecked = false;
    }
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    onTheWay.delete(event.detail.xhr);
    if (onTheWay.size > 0) {
      return;
    }
    if (waiting) {
      const button = waiting;
      waiting = null;
      window.setTimeout(function () { clickTheSame(button); }, SETTLED);
    } else if (unchecked && byId("compose")) {
      byId("compose").dispatchEvent(new Event("input", {bubbles: true}));
    }
  });
  // One check at a time: what is changed while it is on its way is checked when it is back.
  document.addEventListener("input", function (event) {
    unchecked = unchecked || Boolean(event.target.closest("#compose"));
  }, true);
  document.addEventListener("click", function (event) {
    const button = ofTheForm(event.target);
    if (!button || onTheWay.size === 0) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const isSecondTap = Array.from(onTheWay.values()).includes(button.value);
    if (!isSecondTap) {
      button.setAttribute("aria-busy", "true");
      waiting = button;
    }
  }, true);
  // A finger's click goes to what lies under it when it is lifted; the mouse's is lost with the button it was pressed on.
  document.addEventListener("pointerdown", function (event) {
    pressed = event.pointerType === "mouse" ? ofTheForm(event.target) : null;
  }, true);
  document.addEventListener("pointerup", function (event) {
    const under = ofTheForm(document.elementFromPoint(event.clientX, event.clientY));
    if (pressed && !pressed.isConnected && under && under.value === pressed.value) {
      clickTheSame(under);
    }
    pressed = null;
  }, true);

  // Enter in the field for letters looks for a name; it never sends the post.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.tagName === "INPUT" && event.target.closest("#compose")) {
      event.preventDefault();
      if (event.target.id.indexOf("letters-") === 0) {
        event.target.dispatchEvent(new Event("search"));
      }
    }
  });
})();
