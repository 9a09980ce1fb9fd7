// The page can be read without this script; it lights up sentences, takes decisions and hands them out as a file.
(function () {
  "use strict";
  const root = document.documentElement;
  const all = (query, within) => Array.from((within || document).querySelectorAll(query));
  const one = (name) => document.getElementById(name);
  const on = (what, event, act) => what.addEventListener(event, act);

  all("[hidden].tools, [hidden].needs-script").forEach((part) => { part.hidden = false; });
  all("input[name=theme]").forEach((box) => on(box, "change", () => {
    if (box.value === "auto") delete root.dataset.theme; else root.dataset.theme = box.value;
  }));

  // What is decided is kept in this browser where it allows that; it need not.
  let isKept = false;
  const memory = {
    read() {
      try { return JSON.parse(localStorage.getItem(root.dataset.place)) || {}; } catch (error) { return {}; }
    },
    write(state) {
      try {
        localStorage.setItem(root.dataset.place, JSON.stringify(state));
        isKept = true;
      } catch (error) { isKept = false; }
    },
  };

  // Claims and their words in the text.
  const cards = all(".claim");
  const cardOf = new Map(cards.map((card) => [card.dataset.claim, card]));
  const sentence = new Map(cards.map((card) => [card.dataset.claim, []]));
  const parts = new Map(cards.map((card) => [card.dataset.claim, []]));
  const numbers = (text) => text.split(" ").filter(Boolean);
  all(".piece").forEach((piece) => {
    numbers(piece.dataset.in).forEach((number) => sentence.get(number).push(piece));
    numbers(piece.dataset.parts).forEach((part) => parts.get(part.split(":")[0]).push(piece));
  });
  let lit = null;
  let focused = null;
  const light = (number) => {
    if (number === lit) return;
    all(".piece.on, .piece.part, .ref.on, .claim.lit").forEach((part) => part.classList.remove("on", "part", "lit"));
    lit = number;
    if (number === null) return;
    sentence.get(number).forEach((piece) => piece.classList.add("on"));
    parts.get(number).forEach((piece) => piece.classList.add("part"));
    const reference = one("at-" + number);
    if (reference) reference.classList.add("on");
    cardOf.get(number).classList.add("lit");
  };
  const bringIntoView = (number) => {
    const piece = sentence.get(number)[0];
    const pane = piece && piece.closest(".text");
    if (!pane || pane.scrollHeight <= pane.clientHeight + 1) return;
    const inside = piece.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (inside.top < frame.top || inside.bottom > frame.bottom) {
      pane.scrollTop += inside.top - frame.top - pane.clientHeight / 3;
    }
  };
  const goTo = (number) => {
    const card = cardOf.get(number);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };
  cards.forEach((card) => {
    const number = card.dataset.claim;
    on(card, "mouseenter", () => light(number));
    on(card, "mouseleave", () => light(focused));
    on(card, "focusin", () => { focused = number; light(number); bringIntoView(number); });
    on(card, "focusout", () => { focused = null; });
  });
  // A click on words that several claims share goes from one of them to the next.
  all(".piece").forEach((piece) => on(piece, "click", () => {
    const here = [...numbers(piece.dataset.parts).map((part) => part.split(":")[0]), ...numbers(piece.dataset.in)];
    const shared = Array.from(new Set(here));
    goTo(shared[(shared.indexOf(lit) + 1) % shared.length]);
  }));
  on(window, "hashchange", () => {
    const card = document.querySelector(".claim:target");
    if (card) card.focus({ preventScroll: true });
  });

  // One object a proposed row: what is chosen, and what its cells hold.
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toISOString().slice(0, 10) === text;
  const safely = (test) => { try { return test(); } catch (error) { return false; } };
  const wrongIn = (data, text) => {
    const allowed = numbers(data.allowed || "");
    if (!text) return data.required ? "must be filled" : "";
    if (data.form === "end" && text === "open") return "";
    if (data.form && !safely(() => isDay(text))) return "write a day as 2022-03-02" + (data.form === "end" ? ", or open" : "");
    const words = data.many ? text.split(";").map((word) => word.trim()).filter(Boolean) : [text];
    const odd = allowed.length ? words.find((word) => !allowed.includes(word)) : undefined;
    return odd === undefined ? "" : odd + " is none of: " + allowed.join(", ");
  };
  const now = () => new Date().toISOString().slice(0, 19) + "+00:00";
  const rows = all("form.proposal").map((form) => {
    form.reset();
    const cells = all(".cell:not(.fixed)", form).map((box) => ({ box, column: box.dataset.column, given: box.dataset.given,
      shown: box.querySelector(".now"), names: box.querySelector(".names") }));
    const data = form.dataset;
    const standing = { verdict: data.standing, note: data.note, edited: JSON.parse(data.edited) };
    const row = { form, data, cells, standing, state: { ...standing, edited: { ...standing.edited }, time: "" },
      note: form.querySelector(".note-text"), undo: form.querySelector(".undo"), hint: form.querySelector(".hint"),
      choices: all("input[type=radio]", form), card: form.closest(".claim") };
    row.faulty = () => row.state.verdict === "edit" && cells.some((cell) => {
      const text = row.state.edited[cell.column];
      return text !== undefined && wrongIn(cell.box.dataset, text) !== "";
    });
    // An edit that changes nothing is no decision yet.
    row.isDecided = () => row.state.verdict !== "" && (row.state.verdict !== "edit" || Object.keys(row.state.edited).length > 0);
    row.differs = () => row.isDecided() && JSON.stringify(told(row.state)) !== JSON.stringify(told(standing));
    return row;
  });
  const rowsOf = new Map(cards.map((card) => [card, []]));
  rows.forEach((row) => rowsOf.get(row.card).push(row));
  const sorted = (cells) => Object.fromEntries(Object.entries(cells).sort());
  const told = (state) => [state.verdict, state.note, state.verdict === "edit" ? sorted(state.edited) : {}];

  // Controls are made when a row is edited for the first time: thousands of them would open slowly.
  const made = (tag, name, text) => {
    const part = document.createElement(tag);
    if (name) part.className = name;
    if (text) part.textContent = text;
    return part;
  };
  const withWords = (data) => {
    const select = made("select");
    const odd = data.given && !numbers(data.allowed).includes(data.given) ? [data.given] : [];
    const none = data.required && data.given ? [] : [""];
    [...none, ...odd, ...numbers(data.allowed)].forEach((word) => select.append(new Option(word || "–", word)));
    return select;
  };
  const build = (row, cell) => {
    const data = cell.box.dataset;
    const id = "cell-" + row.data.proposal + "-" + cell.column;
    const term = cell.box.querySelector("dt");
    const label = made("label", "", term.textContent);
    label.htmlFor = id;
    term.replaceChildren(label);
    const control = data.allowed && !data.many ? withWords(data) : made(data.form ? "input" : "textarea", data.form ? "line" : "");
    control.id = id;
    if (control.tagName !== "SELECT") control.maxLength = 4000;
    if (control.tagName === "TEXTAREA") control.rows = 1 + Math.floor(cell.given.length / 60);
    if (data.form) control.placeholder = "YYYY-MM-DD";
    cell.words = made("span", "words", data.words);
    cell.words.id = id + "-words";
    control.setAttribute("aria-describedby", cell.words.id);
    cell.fault = made("span", "fault");
    cell.fault.setAttribute("role", "alert");
    cell.shown.parentElement.append(control, cell.words, cell.fault);
    cell.control = control;
    on(control, "input", () => {
      const text = control.value.replace(/\s*\n\s*/g, " ").trim();
      if (text === cell.given) delete row.state.edited[cell.column]; else row.state.edited[cell.column] = text;
      changed(row);
    });
  };

  const show = (row) => {
    const { state, form } = row;
    const editing = state.verdict === "edit";
    form.classList.toggle("editing", editing);
    row.choices.forEach((box) => { box.checked = box.value === state.verdict; });
    if (row.note.value !== state.note) row.note.value = state.note;
    row.undo.hidden = JSON.stringify(told(state)) === JSON.stringify(told(row.standing));
    row.cells.forEach((cell) => {
      const changed = editing ? state.edited[cell.column] : undefined;
      const text = changed === undefined ? cell.given : changed;
      cell.shown.textContent = text || "–";
      cell.box.classList.toggle("empty", !text);
      cell.box.classList.toggle("changed", changed !== undefined);
      if (cell.names) cell.names.hidden = changed !== undefined;
      if (editing && !cell.control) build(row, cell);
      if (!cell.control) return;
      const wrong = changed === undefined ? "" : wrongIn(cell.box.dataset, changed);
      if (cell.control !== document.activeElement && cell.control.value !== text) cell.control.value = text;
      cell.control.hidden = cell.words.hidden = !editing;
      if (cell.fault.textContent !== wrong) cell.fault.textContent = wrong;
      if (wrong) cell.control.setAttribute("aria-invalid", "true"); else cell.control.removeAttribute("aria-invalid");
    });
    const hint = editing && !row.isDecided() ? "Change a cell, or accept the row as it is." : "";
    if (row.hint.textContent !== hint) row.hint.textContent = hint;
  };

  const reviewer = one("reviewer");
  const asText = () => JSON.stringify({
    format: root.dataset.format,
    reviewer: reviewer.value.trim(),
    decisions: rows.filter((row) => row.differs()).map((row) => ({
      proposal_id: row.data.proposal, doc_id: row.data.doc, row: row.data.row, decision: row.state.verdict,
      time: row.state.time || now(), note: row.state.note,
      edited: row.state.verdict === "edit" ? sorted(row.state.edited) : {}, replaces: row.data.replaces,
    })),
  }, null, 1) + "\n";
  const count = (verdict) => rows.filter((row) => row.isDecided() && row.state.verdict === verdict).length;
  let isHandedOut = true;
  const tell = (said) => {
    const decided = rows.filter((row) => row.isDecided()).length;
    const progress = one("progress");
    const head = document.createElement("strong");
    head.textContent = decided + " of " + rows.length + " decided";
    const counts = document.createElement("span");
    counts.className = "counts";
    counts.textContent = ": accepted " + count("accept") + ", edited " + count("edit") + ", rejected " + count("reject");
    const rest = said ? ". " + said : "";
    if (progress.textContent !== head.textContent + counts.textContent + rest) progress.replaceChildren(head, counts, rest);
    one("text").value = asText();
    one("kept").textContent = isKept ? "What you decide is kept in this browser until the page is written again."
      : "This browser keeps nothing of this page: download before you close it.";
    const wanted = document.querySelector("input[name=show]:checked").value;
    cards.forEach((card) => {
      const own = rowsOf.get(card);
      card.hidden = (wanted === "rows" && own.length === 0)
        || (wanted === "open" && own.every((row) => row.isDecided()) && !card.contains(document.activeElement));
    });
  };
  const changed = (row) => {
    row.state.time = now();
    isHandedOut = false;
    show(row);
    keep();
  };
  const keep = () => {
    memory.write(Object.fromEntries([["reviewer", reviewer.value],
      ...rows.filter((other) => !other.undo.hidden).map((other) => [other.data.proposal, other.state])]));
    tell();
  };
  const choose = (row, verdict) => {
    const box = row.choices.find((choice) => choice.value === verdict);
    if (box && box.disabled) return false;
    row.state.verdict = verdict;
    changed(row);
    return true;
  };
  const next = (after) => {
    const open = rows.filter((row) => !row.isDecided());
    const start = rows.indexOf(after);
    const row = open.find((other) => rows.indexOf(other) > start) || open[0];
    if (!row) {
      tell("Everything is decided");
      one("download").focus();
      return;
    }
    row.card.hidden = false;
    row.card.focus({ preventScroll: true });
    row.card.scrollIntoView({ block: "start" });
  };

  const remembered = memory.read();
  memory.write(remembered);
  if (remembered.reviewer && !reviewer.value) reviewer.value = remembered.reviewer;
  rows.forEach((row) => {
    const kept = remembered[row.data.proposal];
    if (kept && typeof kept.verdict === "string" && typeof kept.note === "string" && kept.edited) row.state = kept;
    row.choices.forEach((box) => on(box, "change", () => choose(row, box.value)));
    on(row.undo, "click", () => {
      row.state = { ...row.standing, edited: { ...row.standing.edited }, time: "" };
      changed(row);
      row.card.focus();
    });
    on(row.note, "input", () => { row.state.note = row.note.value; changed(row); });
    on(row.form, "submit", (event) => event.preventDefault());
    show(row);
  });
  on(reviewer, "input", keep);
  all("input[name=show]").forEach((box) => on(box, "change", () => tell()));

  // Keys of the terminal, wherever no text is written.
  cards.forEach((card) => on(card, "keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writing = event.target.matches("textarea, select, input[type=text]");
    if (writing && event.key === "Escape") { card.focus(); return; }
    if (writing) return;
    const own = rowsOf.get(card);
    const row = own.find((other) => other.form.contains(event.target)) || own.find((other) => !other.isDecided()) || own[0];
    const verdict = { a: "accept", r: "reject", e: "edit" }[event.key];
    if (event.key === "s") { event.preventDefault(); next(own[own.length - 1]); }
    if (!verdict || !row) return;
    event.preventDefault();
    if (!choose(row, verdict)) return;
    if (verdict === "edit") row.cells[0].control.focus(); else next(row);
  }));
  on(one("next"), "click", () => next(rows.find((row) => row.card.contains(document.activeElement))));

  on(one("download"), "click", () => {
    const faulty = rows.find((row) => row.faulty());
    if (faulty) {
      tell("A cell cannot be read yet");
      faulty.form.querySelector("[aria-invalid]").focus();
      return;
    }
    if (!rows.some((row) => row.differs())) { tell("Nothing new to download"); return; }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([asText()], { type: "application/json" }));
    link.download = "decisions.json";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    isHandedOut = true;
    tell("decisions.json is in your downloads" + (reviewer.value.trim() ? "" : ", without a name"));
  });
  on(one("select-text"), "click", () => { one("text").focus(); one("text").select(); });
  on(window, "beforeunload", (event) => { if (!isKept && !isHandedOut) event.preventDefault(); });
  let closed = [];
  on(window, "beforeprint", () => {
    closed = all("main details:not([open])").filter((box) => box.id !== "as-text");
    closed.forEach((box) => { box.open = true; });
  });
  on(window, "afterprint", () => closed.forEach((box) => { box.open = false; }));
  tell();
})();
