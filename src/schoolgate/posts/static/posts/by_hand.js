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

  // Pictures and videos, exactly as they were approved.
  const approved = async () =>
    Promise.all(
      [...box.querySelectorAll("[data-file]")].map(async (shown) => {
        const answer = await fetch(shown.src);
        if (!answer.ok) throw new Error(answer.status);
        return new File([await answer.blob()], shown.dataset.file, { type: shown.dataset.type });
      }),
    );

  if (!navigator.share) {
    share.hidden = true;
  } else {
    // Fetched beforehand: the share sheet opens only right after a tap. Where they cannot be had, saving remains.
    const ready = approved();
    const words = share.textContent;
    share.disabled = true;
    share.textContent = share.dataset.coming;
    ready.then(
      () => { share.disabled = false; share.textContent = words; },
      () => { share.hidden = true; },
    );
    share.addEventListener("click", async () => {
      const files = await ready;
      const whole = files.length ? { text, files } : { text };
      const told = box.querySelector("[data-not-shared]");
      told.textContent = "";
      try {
        await navigator.share(whole);
      } catch (problem) {
        // Some phones take no video, or no large one. The words alone would be another post than was approved.
        if (problem.name !== "AbortError") told.textContent = told.dataset.not;
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
