// From an old address to the new one (press/theme/templates/moved.html), with the place on the page and what was asked.
(() => {
  "use strict";
  const target = new URL(document.getElementById("moved-to").href);
  if (location.hash && !target.hash) target.hash = location.hash;
  if (location.search) target.search = location.search;
  location.replace(target);
})();
