/* Explorers in a page without a kernel: every state came with the page; a moved control shows its own.
   Without this script the controls stay hidden and the first state is there to read. */
(() => {
  "use strict";
  const WAIT = 400; // ms of rest before a change is announced

  const chosenLabel = control => {
    const input = control.querySelector("select, input:checked, input[type=range]");
    if (input.type === "range") return JSON.parse(input.dataset.labels)[input.value];
    return (input.selectedOptions ? input.selectedOptions[0] : input.parentElement).textContent;
  };

  const chosenValue = control => {
    const input = control.querySelector("select, input:checked, input[type=range]");
    return input.type === "range" ? JSON.parse(input.dataset.values)[input.value] : input.value;
  };

  // An element's `defaultSelected`, `defaultChecked` and `defaultValue` are what the page came with.
  function reset(control) {
    for (const input of control.querySelectorAll("option, input")) {
      if (input.matches("option")) input.selected = input.defaultSelected;
      else if (input.type === "radio") input.checked = input.defaultChecked;
      else input.value = input.defaultValue;
    }
  }

  function start(figure) {
    const form = figure.querySelector("form.asi-controls");
    const controls = [...form.querySelectorAll(".asi-control")];
    const view = figure.querySelector(".asi-view");
    const chosen = figure.querySelector(".asi-chosen");
    const say = figure.querySelector(".asi-say");
    const intro = chosen.textContent.split(" — ")[0];
    const states = new Map();
    let timer;

    const first = document.createElement("template");
    first.content.append(...[...view.childNodes].map(node => node.cloneNode(true)));
    states.set(view.dataset.state, first);
    for (const template of figure.querySelectorAll("template[data-state]")) {
      states.set(template.dataset.state, template);
    }

    function announce() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const parts = view.querySelectorAll(".asi-mark, .asi-sentence");
        say.textContent = [...parts].map(part => part.textContent).join(" ");
      }, WAIT);
    }

    function draw() {
      for (const control of controls) {
        const range = control.querySelector("input[type=range]");
        if (!range) continue;
        const label = chosenLabel(control);
        range.setAttribute("aria-valuetext", label);
        control.querySelector(".asi-value").textContent = label;
      }
      const state = controls.map(chosenValue).join(" ");
      if (state === view.dataset.state) return;
      view.dataset.state = state;
      view.replaceChildren(states.get(state).content.cloneNode(true));
      const labels = controls.map(control => {
        const name = control.querySelector("legend, label").textContent;
        return `${name}: ${chosenLabel(control).trim()}`;
      });
      chosen.textContent = `${intro} — ${labels.join("; ")}`;
      announce();
    }

    form.addEventListener("input", event => {
      const name = event.target.closest(".asi-control").dataset.resets;
      const other = controls.find(control => control.dataset.control === name);
      if (other) reset(other);
      draw();
    });
    form.addEventListener("submit", event => event.preventDefault());
    draw(); // a browser may have kept what was chosen before
    form.hidden = false;
    figure.classList.add("asi-alive");
  }

  document.querySelectorAll("figure.asi-explorer[data-states]").forEach(start);
})();
