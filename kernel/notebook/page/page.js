(function () {
  "use strict";

  // Formulas.
  if (window.katex) {
    const macros = {};
    document.querySelectorAll(".math").forEach(function (element) {
      const tex = element.textContent.slice(2, -2);
      katex.render(tex, element, { displayMode: element.classList.contains("display"), throwOnError: false, strict: "ignore", macros: macros, globalGroup: true });
      element.classList.add("typeset");
    });
    document.querySelectorAll(".tex").forEach(function (element) {
      renderMathInElement(element, { throwOnError: false, strict: "ignore", delimiters: [
        { left: "$$", right: "$$", display: true }, { left: "\\[", right: "\\]", display: true },
        { left: "\\(", right: "\\)", display: false }, { left: "$", right: "$", display: false }] });
    });
  }

  // Buttons: light or dark, and the code.
  const bar = document.createElement("div");
  bar.className = "buttons";
  function button(label, title, act) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = label;
    b.title = title;
    b.addEventListener("click", function () { act(b); });
    bar.appendChild(b);
    return b;
  }
  const sources = document.querySelectorAll("details.source");
  if (sources.length > 0) {
    let open = true;
    button("Hide code", "Fold or unfold all code", function (b) {
      open = !open;
      sources.forEach(function (d) { d.open = open; });
      b.textContent = open ? "Hide code" : "Show code";
    });
  }
  const style = document.getElementById("dark-style");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  let choice = null;
  try { choice = localStorage.getItem("nabla-theme"); } catch (e) { /* not kept */ }
  function isDark() { return choice === null ? system.matches : choice === "dark"; }
  function show() {
    style.media = choice === null ? "screen and (prefers-color-scheme: dark)" : choice === "dark" ? "screen" : "not all";
    theme.textContent = isDark() ? "Light" : "Dark";
  }
  const theme = button("Dark", "Light or dark page", function () {
    choice = isDark() ? "light" : "dark";
    try { localStorage.setItem("nabla-theme", choice); } catch (e) { /* not kept */ }
    show();
  });
  system.addEventListener("change", show);
  show();
  document.body.appendChild(bar);

  // Where the reader is, in the table of contents.
  const links = new Map();
  document.querySelectorAll(".contents a").forEach(function (a) {
    const target = document.getElementById(decodeURIComponent(a.hash.slice(1)));
    if (target) links.set(target, a);
  });
  function mark() {
    let here = null;
    links.forEach(function (a, target) {
      a.classList.remove("here");
      if (target.getBoundingClientRect().top < 120) here = a;
    });
    if (here) here.classList.add("here");
  }
  if (links.size > 0) {
    document.addEventListener("scroll", mark, { passive: true });
    mark();
  }
})();
