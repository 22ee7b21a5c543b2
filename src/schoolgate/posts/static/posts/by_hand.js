// Putting a post up by hand: one tap gives the approved words and pictures to the share sheet, where there is one.
// Without it, copying and saving remain, and both work without this script.
(() => {
  "use strict";
  const box = document.querySelector("[data-by-hand]");
  if (!box) return;
  const text = box.querySelector("[data-text]").value;
  const share = box.querySelector("[data-share]");
  const copy = box.querySelector("[data-copy]");
  box.querySelector("[data-share-acts]").hidden = false;

  const pictures = async () =>
    Promise.all(
      [...box.querySelectorAll("[data-picture]")].map(async (picture, place) => {
        const answer = await fetch(picture.src);
        return new File([await answer.blob()], `picture-${place + 1}.jpg`, { type: "image/jpeg" });
      }),
    );

  if (!navigator.share) {
    share.hidden = true;
  } else {
    // Fetched beforehand: the share sheet opens only right after a tap. Where they cannot be had, saving remains.
    const ready = pictures();
    share.disabled = true;
    ready.then(
      () => { share.disabled = false; },
      () => { share.hidden = true; },
    );
    share.addEventListener("click", async () => {
      const files = await ready;
      const whole = files.length ? { text, files } : { text };
      try {
        await navigator.share(navigator.canShare && !navigator.canShare(whole) ? { text } : whole);
      } catch (problem) {
        if (problem.name !== "AbortError") throw problem;
      }
    });
  }

  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = copy.dataset.copied;
    } catch {
      box.querySelector("[data-text]").select();
    }
  });
})();
