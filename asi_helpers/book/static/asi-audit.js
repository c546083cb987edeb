/* The line-by-line audit: says how many claims are left. The filter itself is CSS and needs no script. */
(() => {
  "use strict";
  for (const form of document.querySelectorAll(".asi-audit form")) {
    const say = form.querySelector(".asi-say");
    form.addEventListener("change", event => { say.textContent = event.target.dataset.say; });
  }
})();
