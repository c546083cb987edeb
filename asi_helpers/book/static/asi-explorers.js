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

  // One more draw at each press (book/page/draws.py): the outcomes came with the page, each with its chance.
  function startDraws(figure, controls) {
    const root = figure.querySelector(".asi-draws");
    if (!root) return;
    const [said, tally, largest] = [".asi-drawn", ".asi-tally", ".asi-largest"].map(name => root.querySelector(name));
    const count = tally.querySelector("[data-stat=draws]");
    const invitation = said.textContent;
    const [floor, ceiling, step, size] = root.dataset.pile.split(" ").map(Number);
    const by = controls.find(control => control.dataset.control === root.dataset.by);
    const grounds = [...root.querySelectorAll("[data-of]")];
    let ground, drawn;

    function clear() {
      for (const each of grounds) {
        each.hidden = each.dataset.of !== chosenValue(by);
        if (!each.hidden) ground = each;
        each.querySelectorAll(".asi-dot").forEach(dot => dot.remove());
      }
      drawn = [];
      said.textContent = invitation;
      tally.hidden = true;
    }

    function pick() {
      const outcomes = ground.querySelectorAll("li");
      let rest = Math.random();
      for (const outcome of outcomes) {
        rest -= outcome.dataset.chance;
        if (rest < 0) return outcome;
      }
      return pick(); // the chances add up to 1 but for the last digit
    }

    function pile(outcome) {
      const below = drawn.filter(other => other.dataset.x === outcome.dataset.x).length;
      const y = Math.max(floor - step / 2 - step * below, ceiling);
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "path");
      dot.setAttribute("class", "asi-dot");
      dot.setAttribute("d", `M${outcome.dataset.x} ${y}h0`);
      dot.setAttribute("stroke", root.dataset.color);
      dot.setAttribute("stroke-width", size);
      dot.setAttribute("stroke-linecap", "round");
      ground.querySelector("svg").append(dot);
    }

    const copy = node => [...node.childNodes].map(child => child.cloneNode(true));

    root.querySelector("button").addEventListener("click", () => {
      const outcome = pick();
      pile(outcome);
      drawn.push(outcome);
      const most = drawn.reduce((one, other) => (+other.dataset.value > +one.dataset.value ? other : one));
      said.replaceChildren(...copy(outcome.children[0]));
      largest.replaceChildren(...copy(most.children[1]));
      count.textContent = count.value = drawn.length;
      tally.hidden = false;
    });
    figure.querySelector("form").addEventListener("input", event => {
      if (by.contains(event.target)) clear();
    });
    clear(); // a browser may have kept what was chosen before
    root.hidden = false;
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
    startDraws(figure, controls);
    form.hidden = false;
    figure.classList.add("asi-alive");
  }

  document.querySelectorAll("figure.asi-explorer[data-states]").forEach(start);
})();
