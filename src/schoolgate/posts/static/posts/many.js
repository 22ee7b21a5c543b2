// Several pictures at once: each travels by itself, with its own progress and its own refusal, so that one that fails
// takes nothing with it. Without this script they all come with the form.
(function () {
  "use strict";

  const SLOWEST = 180000; // milliseconds for one picture

  function byId(id) {
    return document.getElementById(id);
  }

  function line(name) {
    const one = document.createElement("li");
    const words = document.createElement("span");
    const progress = document.createElement("progress");
    words.textContent = name;
    progress.max = 100;
    progress.value = 0;
    progress.setAttribute("aria-label", name);
    one.append(words, progress);
    byId("coming-list").append(one);
    return one;
  }

  function failed(one, why) {
    const name = one.firstElementChild.textContent;
    one.classList.add("coming__failed");
    one.textContent = why.startsWith(name) ? why : name + ": " + why;
  }

  function send(file, one) {
    const form = byId("compose");
    const data = new FormData(form);
    data.delete("pictures");
    data.delete("camera");
    data.append("pictures", file);
    data.append("picture_key", Array.from(crypto.getRandomValues(new Uint8Array(16)), function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join(""));
    return new Promise(function (resolve) {
      const request = new XMLHttpRequest();
      request.open("POST", byId("coming").dataset.address);
      request.timeout = SLOWEST;
      request.upload.addEventListener("progress", function (event) {
        if (event.lengthComputable) {
          one.querySelector("progress").value = 90 * event.loaded / event.total;
        }
      });
      ["error", "timeout", "abort"].forEach(function (name) {
        request.addEventListener(name, function () { resolve(null); });
      });
      request.addEventListener("load", function () {
        try {
          resolve(request.status === 200 ? JSON.parse(request.responseText) : null);
        } catch (_) {
          resolve(null);
        }
      });
      request.send(data);
    });
  }

  function took(one, answer) {
    if (answer === null) {
      failed(one, byId("coming").dataset.lost);
      return;
    }
    if (answer.post) {
      const form = byId("compose");
      form.querySelector("input[name=post]").value = answer.post;
      form.querySelector("input[name=version]").value = answer.version;
    }
    if (answer.refused.length > 0) {
      failed(one, answer.refused.join(" "));
    } else {
      one.querySelector("progress").value = 100;
      one.classList.add("coming__in");
    }
  }

  async function all(files) {
    const coming = byId("coming");
    const inputs = document.querySelectorAll(".add__file");
    inputs.forEach(function (field) { field.disabled = true; });
    coming.hidden = false;
    coming.querySelector(":scope > progress").hidden = true;
    byId("coming-list").replaceChildren();
    const lines = files.map(function (file) { return line(file.name); });
    for (let number = 0; number < files.length; number += 1) {
      byId("coming-words").textContent = coming.dataset.words.replace("{number}", number + 1)
        .replace("{all}", files.length);
      took(lines[number], await send(files[number], lines[number]));
    }
    const refused = lines.filter(function (one) { return one.classList.contains("coming__failed"); });
    inputs.forEach(function (field) { field.disabled = false; field.value = ""; });
    await htmx.ajax("POST", window.location.pathname, {
      source: byId("compose"), target: "#live", select: "#live", swap: "outerHTML show:none", values: {do: "stay"},
    });
    if (refused.length > 0) {
      const after = byId("coming");
      after.hidden = false;
      after.querySelector(":scope > progress").hidden = true;
      byId("coming-words").textContent = after.dataset.left;
      byId("coming-list").replaceChildren(...refused);
    }
  }

  document.addEventListener("change", function (event) {
    const files = event.target.classList.contains("add__file") ? Array.from(event.target.files) : [];
    if (files.length < 2 || !byId("coming").dataset.address) {
      return;
    }
    event.stopImmediatePropagation();
    all(files);
  }, true);
})();
