// Reads the page aloud, question by question, with the device's own voice. Only a voice that speaks on this device is
// used, as names of children are read; without one for the language of the page, no button appears.
(() => {
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;
  const language = document.documentElement.lang;
  const words = document.body.dataset;
  let speaking = null;

  const ownVoice = () =>
    speech.getVoices().find((one) => one.localService && one.lang.toLowerCase().split(/[-_]/)[0] === language);

  function wordsOf(part) {
    const copy = (part.querySelector("legend") || part).cloneNode(true);
    copy.querySelectorAll(".listen, .en").forEach((one) => one.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function rest() {
    if (speaking) speaking.textContent = words.listen;
    speaking = null;
  }

  function say(part, button) {
    const again = speaking === button;
    speech.cancel();
    rest();
    if (again) return;
    const said = new SpeechSynthesisUtterance(wordsOf(part));
    const voice = ownVoice();
    said.voice = voice;
    said.lang = voice.lang;
    said.onend = () => { if (speaking === button) rest(); };
    speaking = button;
    button.textContent = words.stop;
    speech.speak(said);
  }

  function offer() {
    if (document.querySelector(".listen") || !ownVoice()) return;
    for (const part of document.querySelectorAll("main [data-listen]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "listen plain";
      button.textContent = words.listen;
      button.setAttribute("aria-label", `${words.listen}: ${wordsOf(part)}`);
      button.addEventListener("click", () => say(part, button));
      part.append(button);
    }
  }

  speech.addEventListener?.("voiceschanged", offer);
  window.addEventListener("pagehide", () => speech.cancel());
  offer();
})();
