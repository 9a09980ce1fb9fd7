// Everything can be read without this script; it only filters, sorts, opens, closes and switches.
(function () {
  "use strict";
  const root = document.documentElement;
  const all = (query, within) => Array.from((within || document).querySelectorAll(query));
  const on = (what, event, act) => { if (what) what.addEventListener(event, act); };

  const setAudience = (name) => {
    root.dataset.audience = name;
    all("details[data-open]").forEach((one) => { one.open = one.dataset.open.split(" ").includes(name); });
  };
  all("input[name=audience]").forEach((one) => on(one, "change", () => setAudience(one.value)));
  all("input[name=theme]").forEach((one) => on(one, "change", () => {
    if (one.value === "auto") delete root.dataset.theme; else root.dataset.theme = one.value;
  }));
  all(".tools, #filters").forEach((one) => { one.hidden = false; });

  // Chains that were folded for size are kept as data and written out when they are opened.
  const data = document.getElementById("chains");
  let chains = null;
  const unfold = (box) => {
    if (box.querySelector("ol")) return;
    chains = chains || JSON.parse(data.textContent);
    const list = document.createElement("ol");
    list.className = "chain";
    (chains[box.dataset.chain] || []).forEach((step) => {
      const line = document.createElement("li");
      const said = document.createElement("span");
      const facts = document.createElement("span");
      said.className = "said";
      said.textContent = step.words;
      facts.className = "facts";
      facts.textContent = step.facts;
      line.append(said, facts);
      list.append(line);
    });
    box.append(list);
  };
  all("details[data-chain]").forEach((box) => on(box, "toggle", () => { if (box.open) unfold(box); }));

  const setAll = (open) => all("main details").forEach((one) => { one.open = open; });
  on(document.getElementById("open-all"), "click", () => setAll(true));
  on(document.getElementById("close-all"), "click", () => setAll(false));
  on(document.getElementById("print"), "click", () => window.print());
  let closed = [];
  on(window, "beforeprint", () => {
    closed = all("main details:not([open])");
    closed.forEach((one) => { one.open = true; });
  });
  on(window, "afterprint", () => closed.forEach((one) => { one.open = false; }));

  // A link to something inside a closed part opens that part.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let one = target.parentElement; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") one.open = true;
    }
    target.scrollIntoView();
  };
  on(window, "hashchange", reveal);
  if (location.hash) reveal();

  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const parts = all("[data-function]");
  const groups = all(".programme, .programme-rows");
  // Rows and chains of a function are found by the same words: its programme, its id and what its row says.
  const words = new Map(all(".row").map((row) => [row.dataset.function, [
    row.dataset.function, row.querySelector(".told").textContent, row.closest(".programme-rows").querySelector("h3").textContent,
  ].join(" ").toLowerCase()]));
  const narrow = () => {
    const wanted = find.value.trim().toLowerCase();
    const looks = new Set(all("input[name=look]:checked").map((one) => one.value));
    let rows = 0;
    parts.forEach((one) => {
      one.hidden = !looks.has(one.dataset.look) || !words.get(one.dataset.function).includes(wanted);
      if (!one.hidden && one.matches(".row")) rows += 1;
    });
    groups.forEach((group) => { group.hidden = !group.querySelector("[data-function]:not([hidden])"); });
    found.textContent = rows + (rows === 1 ? " function shown" : " functions shown");
  };
  on(find, "input", narrow);
  all("input[name=look]").forEach((one) => on(one, "change", narrow));
  on(document.getElementById("filters"), "submit", (event) => event.preventDefault());

  const text = (row, column) => row.cells[column].textContent.trim();
  all("table.sortable").forEach((table) => {
    const body = table.tBodies[0];
    const heads = all("th", table);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      on(button, "click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = Array.from(body.rows);
        rows.sort((a, b) => text(a, column).localeCompare(text(b, column)) * (up ? 1 : -1));
        body.append(...rows);
      });
    });
    if (body.rows.length > 8) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      label.className = "narrow";
      label.append("Find in this table ", input);
      input.type = "search";
      on(input, "input", () => {
        const wanted = input.value.trim().toLowerCase();
        Array.from(body.rows).forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
      });
      table.parentElement.before(label);
    }
  });
})();
