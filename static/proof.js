// The proof of a receipt, computed once more in the reader's own browser. The page is whole without it.
"use strict";

(() => {
  const TAG = new TextEncoder().encode("renewal-portal/node/1\0");
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // From the leaf over each neighbour, on the side named, to a root (docs/formats.md).
  async function rootOf(leaf, steps) {
    let here = leaf;
    for (const { side, sibling } of steps) {
      const pair = side === "left" ? [sibling, here] : [here, sibling];
      here = hex(await crypto.subtle.digest("SHA-256", new Uint8Array([...TAG, ...bytes(pair[0]), ...bytes(pair[1])])));
    }
    return here;
  }

  async function check(part) {
    const codes = [...part.querySelectorAll("[data-step]")];
    const steps = codes.map((code) => ({ side: code.dataset.step, sibling: code.textContent }));
    const holds = (await rootOf(part.dataset.proof, steps)) === part.dataset.root;
    part.querySelector(holds ? "[data-proof-holds]" : "[data-proof-fails]").hidden = false;
  }

  if (window.crypto?.subtle) document.querySelectorAll("[data-proof]").forEach(check);
})();
