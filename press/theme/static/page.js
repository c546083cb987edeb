// What several scripts of a page need: elements, what is kept in this browser, the words of a heading.
window.asiPage = {
  make(name, properties = {}, ...parts) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...parts);
    return element;
  },

  // Storage may be blocked, full, or hold what is not ours.
  get(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  put(key, value) {
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch { /* not kept */ }
  },
  list: key => [asiPage.get(key)].flat().filter(each => typeof each === "string"),

  // A part of the page without the marks that lead to it.
  unmarked(part) {
    const copy = part.cloneNode(true);
    copy.querySelectorAll(".headerlink").forEach(mark => mark.remove());
    return copy;
  },
  // Where the clipboard cannot be asked (a page from a folder): by way of a field, and back to the button.
  async copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = asiPage.make("textarea", { value: text });
      button.after(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
  },
  // A phone's button Back closes what lies over the page, where the browser can be asked for that, and does not leave
  // the page. Gives what is to be called when it closes in another way.
  closesByBack(close) {
    if (!window.CloseWatcher) return () => {};
    const watcher = new CloseWatcher();
    watcher.onclose = close;
    return () => watcher.destroy();
  },
  isAbove: part => part.getBoundingClientRect().top < innerHeight * 0.3, // the reader has come to it
};
