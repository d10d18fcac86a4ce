// Follow a long work: read this page again and swap what it says of the progress, until it says nothing more.
"use strict";
const PAUSE = 1500; // milliseconds

async function follow() {
  const shown = document.querySelector("[data-progress]");
  const answer = await fetch(location.href).catch(() => null);
  if (!answer || !answer.ok) return setTimeout(follow, 4 * PAUSE);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("[data-progress]");
  if (!next) return location.reload();
  shown.replaceChildren(...next.children);
  return setTimeout(follow, PAUSE);
}

setTimeout(follow, PAUSE);
