// Placing a cover or a face: the picture is as wide as the screen, so its shown size is sent along with the tap. Whoever
// drags, with the mouse or a finger, draws the frame itself.
(function () {
  "use strict";

  const A_DRAG = 10; // pixels; less is a tap
  let from = null;
  let drawn = null;

  function picture() {
    return document.getElementById("tap");
  }

  // Where a finger is in the picture, in fractions of it.
  function place(event) {
    const shown = picture().getBoundingClientRect();
    return {
      x: Math.min(Math.max((event.clientX - shown.left) / shown.width, 0), 1),
      y: Math.min(Math.max((event.clientY - shown.top) / shown.height, 0), 1),
      far: from !== null && Math.hypot(event.clientX - from.left, event.clientY - from.top) > A_DRAG,
    };
  }

  function show(to) {
    const frames = document.querySelector(".aim__frames");
    const box = frames.viewBox.baseVal;
    if (!drawn || !drawn.isConnected) {
      drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      drawn.setAttribute("class", "aim__frame");
      drawn.setAttribute("vector-effect", "non-scaling-stroke");
      frames.append(drawn);
    }
    drawn.setAttribute("x", Math.min(from.x, to.x) * box.width);
    drawn.setAttribute("y", Math.min(from.y, to.y) * box.height);
    drawn.setAttribute("width", Math.abs(from.x - to.x) * box.width);
    drawn.setAttribute("height", Math.abs(from.y - to.y) * box.height);
  }

  document.addEventListener("dragstart", function (event) {
    if (event.target.id === "tap") {
      event.preventDefault();
    }
  });

  document.addEventListener("pointerdown", function (event) {
    if (event.target.id === "tap" && event.isPrimary) {
      from = { left: event.clientX, top: event.clientY };
      Object.assign(from, place(event));
    }
  });

  document.addEventListener("pointermove", function (event) {
    if (from && place(event).far) {
      show(place(event));
    }
  });

  document.addEventListener("pointercancel", function () {
    from = null;
  });

  document.addEventListener("pointerup", function (event) {
    if (!from) {
      return;
    }
    const to = place(event);
    const began = from;
    from = null;
    if (!to.far && !drawn) {
      return;
    }
    drawn = null;
    const form = picture().form;
    const sides = form.elements;
    sides.width.value = Math.abs(began.x - to.x);
    sides.height.value = Math.abs(began.y - to.y);
    sides.x.value = (began.x + to.x) / 2;
    sides.y.value = (began.y + to.y) / 2;
    // The click that follows is no tap.
    document.addEventListener("click", function (click) {
      if (click.target.id === "tap") {
        click.preventDefault();
        click.stopPropagation();
      }
    }, { capture: true, once: true });
    form.requestSubmit();
  });

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
