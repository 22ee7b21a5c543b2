// Passkeys: the browser's own dialog, its answer sent in the form. Without this script the other ways remain.
(function () {
  "use strict";

  const isSupported = window.webauthnJSON && window.webauthnJSON.supported();
  const host = window.location.hostname;
  const isNumber = /^[\d.]+$/.test(host) || host.includes(":");

  // The browser offers passkeys only at a name, never at a number like 127.0.0.1.
  document.querySelectorAll("[data-passkey-part]").forEach(function (part) {
    part.hidden = !isSupported || isNumber;
  });
  document.querySelectorAll("[data-passkey-needs-name]").forEach(function (note) {
    note.hidden = !(isSupported && isNumber);
  });

  function optionsToAdd(options) {
    options.publicKey.authenticatorSelection = Object.assign({}, options.publicKey.authenticatorSelection, {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required"
    });
    return options;
  }

  async function optionsOf(form) {
    if (form.dataset.options) {
      return JSON.parse(form.dataset.options);
    }
    const answer = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
    return (await answer.json()).request_options;
  }

  async function ask(form) {
    const options = await optionsOf(form);
    const credential = form.dataset.passkey === "add"
      ? await window.webauthnJSON.create(optionsToAdd(options))
      : await window.webauthnJSON.get(options);
    form.querySelector("[name=credential]").value = JSON.stringify(credential);
    form.submit();
  }

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const wrong = form.querySelector("[data-passkey-wrong]");
      if (wrong) {
        wrong.hidden = true;
      }
      ask(form).catch(function () {
        if (wrong) {
          wrong.hidden = false;
        }
      });
    });
  });
})();
