/* The explorer of the events page: filters, counts, map, timeline and download over the rows in explorer-data.js.
   Every value of the data reaches the page as text, never as markup. */
"use strict";

(() => {
  const { columns, rows, said, names, found_by: foundBy, words } = window.fasailEvents;
  const PAGE = 50;
  const MOST_MONTHS = 200;
  const FIELDS = ["q", "from", "to", "who", "role", "country", "base", "kind", "weapon", "grade"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  const byId = (id) => document.getElementById(id);
  const form = byId("explorer-form");
  const list = byId("explorer-list");
  const events = rows.map((cells, index) => {
    const event = Object.fromEntries(columns.map((column, place) => [column, cells[place]]));
    return Object.assign(event, { cells, said: said[index], text: null, weapons: event.weapons || [] });
  });

  // Text

  /** The words of a text, folded as the package folds them: case, accents, Arabic spellings, apostrophes, zeros. */
  function tokens(text) {
    const folded = text
      .replace(/(?<=[\p{L}\p{N}])['’ʼ]s(?![\p{L}\p{N}])/gu, "")
      .replace(/(?<=[\p{L}\p{N}])['’ʼʿʾ`](?=[\p{L}\p{N}])/gu, "")
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[ىةٱ]/g, (letter) => ({ "ى": "ي", "ة": "ه", "ٱ": "ا" })[letter]);
    return (folded.match(/\p{L}+|\p{Nd}+/gu) || []).map((word) => word.replace(/^0+(?=\d)/, ""));
  }

  /** What free text is sought in: an event's own words, and every name of its place and its actors. */
  function textOf(event) {
    if (event.text === null) {
      const keys = new Set(event.said.map(([, key]) => key));
      const parts = [
        event.title, event.when, event.date_start, event.place, words.kind[event.kind], words.country[event.country],
        foundBy[`bases/${event.base_id}`], ...[...keys].map((key) => foundBy[key]),
        ...event.weapons, event.event_id, ...event.source_ids,
      ];
      event.text = ` ${tokens(parts.filter(Boolean).join(" ")).join(" ")} `;
    }
    return event.text;
  }

  // Filter

  /** Whether an event has every sought word: a word in full or, while it is typed, its beginning; numbers in full. */
  function hasWords(event, sought) {
    const text = textOf(event);
    return sought.every((word) => text.includes(/^\d+$/.test(word) ? ` ${word} ` : ` ${word}`));
  }

  /** Whether an actor has the part: group and part must meet in one assertion. */
  function hasActor(event, { who, role }) {
    if (!who && !role) return true;
    return event.said.some(([part, key]) => (!who || key === who) && (!role || part === role));
  }

  function selected(state) {
    const sought = tokens(state.q || "");
    return events.filter((event) =>
      // An event whose day is not known exactly is in the range if it can have happened in it.
      (!state.from || event.date_end >= state.from)
      && (!state.to || event.date_start <= state.to)
      && hasActor(event, state)
      && (!state.country || event.country === state.country)
      && (!state.base || event.base_id === state.base)
      && (!state.kind || event.kind === state.kind)
      && (!state.weapon || event.weapons.includes(state.weapon))
      && (!state.grade || event.grade === state.grade)
      && hasWords(event, sought));
  }

  // State: in the fragment, which is shared with a link but never sent to a server.

  function stateOfAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const state = {};
    for (const name of FIELDS) if (given.get(name)) state[name] = given.get(name);
    return { ...state, page: Math.max(1, Number.parseInt(given.get("page"), 10) || 1) };
  }

  function addressOf(state) {
    const kept = FIELDS.filter((name) => state[name]).map((name) => [name, state[name]]);
    if (state.page > 1) kept.push(["page", state.page]);
    const fragment = new URLSearchParams(kept).toString();
    return fragment ? `#${fragment}` : location.pathname + location.search;
  }

  function stateOfForm() {
    const state = { page: 1 };
    for (const name of FIELDS) if (form.elements[name].value.trim()) state[name] = form.elements[name].value.trim();
    return state;
  }

  function fillForm(state) {
    for (const name of FIELDS) form.elements[name].value = state[name] || "";
  }

  // Elements

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function button(text, act, attributes = {}) {
    const made = element("button", { type: "button", class: "explorer__button", ...attributes }, text);
    made.addEventListener("click", act);
    return made;
  }

  const link = (key) => element("a", { href: `../${key}.html` }, names[key]);
  const number = (value) => value.toLocaleString("en");
  const counted = (value) => `${number(value)} ${value === 1 ? "event" : "events"}`;

  // The list: the same markup as the build writes for the first page

  function place(event) {
    const parts = [event.base_id ? link(`bases/${event.base_id}`) : event.place || ""];
    const country = words.country[event.country];
    if (country && !(event.place || "").includes(country)) parts.push(`, ${country}`);
    return parts;
  }

  function assertion([role, key, certainty, author]) {
    const parts = [element("span", { class: `badge badge--${role}` }, words.role[role]), " ", link(key)];
    if (certainty) parts.push(" ", element("span", { class: "certainty" }, `(${certainty})`));
    if (author) parts.push(`, according to ${author}`);
    return element("li", {}, ...parts);
  }

  function entry(event) {
    const when = element("p", { class: "entry__when" }, event.when);
    if (event.when_note) when.append(" ", element("span", { class: "caveat" }, event.when_note));
    const grade = element("span", { class: `grade grade--${event.grade}` }, words.grade[event.grade]);
    const what = element("div", { class: "entry__what" },
      element("p", { class: "entry__title" }, element("a", { href: `../${event.page}` }, event.title)),
      element("p", { class: "entry__facts" },
        `${words.kind[event.kind]} · `, ...place(event), " · ", grade));
    if (event.harm) {
      what.append(element("p", { class: "entry__facts" }, "Harm: ", element("a", { href: `../${event.page}#harm` }, event.harm)));
    }
    if (event.said.length) what.append(element("ul", { class: "said" }, ...event.said.map(assertion)));
    return element("li", { class: "entry", id: event.event_id }, when, what);
  }

  function showPages(found, state) {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    const turn = (step) => () => {
      go({ ...state, page: state.page + step });
      byId("list").focus();
    };
    const parts = [];
    if (state.page > 1) parts.push(button("Newer", turn(-1)));
    parts.push(element("span", {}, `Page ${state.page} of ${pages}`));
    if (state.page < pages) parts.push(button("Older", turn(1)));
    byId("explorer-pages").replaceChildren(...parts);
    byId("explorer-pages").hidden = pages < 2;
  }

  // The overview: when, where, in which part

  const filterBy = (name, value) => () => {
    const state = stateOfForm();
    go({ ...state, [name]: state[name] === value ? "" : value });
    // The button was made anew: keep the place of a reader who uses the keyboard.
    const again = byId(`explorer-${name}-${value}`);
    if (again) again.focus();
  };

  function tally(found, valuesOf) {
    const counts = new Map();
    for (const event of found) for (const value of new Set(valuesOf(event))) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1]);
  }

  function counts(heading, name, counted, wording, state) {
    if (!counted.length) return "";
    const items = counted.slice(0, 8).map(([value, count]) => element("li", {}, button(
      wording(value), filterBy(name, value),
      { id: `explorer-${name}-${value}`, class: "explorer__choice", "aria-pressed": String(state[name] === value) },
    ), element("span", { class: "explorer__number" }, number(count))));
    const more = counted.length > 8 ? [element("p", { class: "note" }, `and ${counted.length - 8} more`)] : [];
    return element("div", {}, element("p", { class: "explorer__heading" }, heading),
      element("ul", { class: "explorer__counts", "aria-label": heading }, ...items), ...more);
  }

  const monthName = (index) => `${MONTHS[index % 12]} ${Math.floor(index / 12)}`;

  /** How many events fell in each month. Those that can have fallen in several are not counted in any. */
  function perMonth(found) {
    const months = new Map();
    for (const { date_start: first, date_end: last } of found) {
      if (first.slice(0, 7) !== last.slice(0, 7)) continue;
      const month = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1;
      months.set(month, (months.get(month) || 0) + 1);
    }
    return new Map([...months].sort(([one], [other]) => one - other));
  }

  function bars(months, most) {
    const [first, last] = [Math.min(...months.keys()), Math.max(...months.keys())];
    const width = 720 / Math.max(24, last - first + 1);
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [name, value] of Object.entries({ viewBox: "0 0 720 80", preserveAspectRatio: "none", "aria-hidden": "true" })) {
      drawing.setAttribute(name, value);
    }
    for (const [month, count] of months) {
      const bar = document.createElementNS(drawing.namespaceURI, "rect");
      const height = Math.max(2, (80 * count) / most);
      const box = { x: (month - first) * width, y: 80 - height, width: Math.max(1.2, width * 0.85), height };
      for (const [name, value] of Object.entries(box)) bar.setAttribute(name, value.toFixed(2));
      drawing.append(bar);
    }
    return drawing;
  }

  function monthTable(months) {
    const shown = [...months].reverse().slice(0, MOST_MONTHS);
    const body = shown.map(([month, count]) => element("tr", {},
      element("th", { scope: "row" }, monthName(month)), element("td", { class: "number" }, number(count))));
    const head = element("thead", {}, element("tr", {},
      element("th", { scope: "col" }, "Month"), element("th", { scope: "col", class: "number" }, "Events")));
    const rest = months.size > shown.length
      ? [element("p", { class: "note" }, `The newest ${shown.length} of ${months.size} months; the download has the rest.`)] : [];
    return [element("table", { class: "data" }, head, element("tbody", {}, ...body)), ...rest];
  }

  /** The table of a timeline, made when a reader opens it. */
  function numbers(months) {
    const details = element("details", { class: "explorer__numbers" }, element("summary", {}, "The timeline in numbers"));
    details.addEventListener("toggle", () => details.append(...monthTable(months)), { once: true });
    return details;
  }

  function timeline(found) {
    const months = perMonth(found);
    if (!months.size) return "";
    const known = [...months.values()].reduce((sum, count) => sum + count, 0);
    const most = Math.max(...months.values());
    const [first, last] = [Math.min(...months.keys()), Math.max(...months.keys())];
    const outside = found.length - known ? `; ${counted(found.length - known)} whose month is not known not drawn` : "";
    return element("figure", { class: "explorer__timeline" },
      bars(months, most),
      element("div", { class: "explorer__axis" }, element("span", {}, monthName(first)),
        last > first ? element("span", {}, monthName(last)) : ""),
      element("figcaption", {}, `Events per month, at most ${number(most)}${outside}.`),
      numbers(months));
  }

  function lists(found, countries, state) {
    const parts = tally(found, (event) => event.said.filter(([, key]) => !state.who || key === state.who).map(([role]) => role));
    const whose = state.who ? `Parts of ${names[state.who] || "it"}` : "Parts (an event can have several)";
    return [
      counts("Countries", "country", countries, (code) => words.country[code], state),
      counts("Bases", "base", tally(found, (event) => (event.base_id ? [event.base_id] : [])), (id) => names[`bases/${id}`], state),
      counts(whose, "role", parts, (role) => words.role[role], state),
    ];
  }

  // The map: the drawing of the build, whose parts say of what they are the picture

  const map = byId("explorer-map");
  const shades = map.dataset.shades.split(" ").map(Number);
  const outlines = new Map([...map.querySelectorAll(".map-country")].map((path) => [path.dataset.of, path]));

  function drawMap(found, countries) {
    const count = new Map(countries);
    for (const [code, outline] of outlines) {
      const held = count.get(code) || 0;
      const shade = held ? ` shade-${1 + shades.filter((least) => held >= least).length}` : "";
      outline.setAttribute("class", `map-country${shade}${held ? " counted" : ""}`);
    }
    for (const label of map.querySelectorAll(".map-name")) {
      const held = count.get(label.dataset.of);
      label.classList.toggle("counted", Boolean(held));
      // A country with a name beside it has none while it has no events: the line to it would lead from nowhere.
      label.toggleAttribute("hidden", !held && !label.classList.contains("middle"));
      label.textContent = [words.country[label.dataset.of] || label.textContent, held && number(held)].filter(Boolean).join(" ");
    }
    for (const line of map.querySelectorAll(".map-leader")) line.toggleAttribute("hidden", !count.has(line.dataset.of));
    const bases = new Set(found.map((event) => `bases/${event.base_id}`));
    for (const pin of map.querySelectorAll("g[data-of]")) pin.toggleAttribute("hidden", !bases.has(pin.dataset.of));

    const told = countries.map(([code, held]) => `${words.country[code]} ${number(held)}`);
    map.querySelector("desc").textContent = told.join("; ") || "No country has an event of the selection.";
    const beyond = countries.filter(([code]) => !outlines.has(code)).map(([code, held]) => `${words.country[code]} ${number(held)}`);
    const nowhere = found.filter((event) => !event.country).length;
    byId("explorer-map-note").textContent = [
      "Events of the selection by country.",
      beyond.length ? `Beyond this map: ${beyond.join(", ")}.` : "",
      nowhere ? `In no one country: ${number(nowhere)}.` : "",
    ].filter(Boolean).join(" ");
  }

  // Download

  const cell = (value) => {
    const text = Array.isArray(value) ? value.join(";") : value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const asCsv = (found) => [columns, ...found.map((event) => event.cells)].map((cells) => `${cells.map(cell).join(",")}\n`).join("");

  function download() {
    const address = URL.createObjectURL(new Blob([asCsv(selected(stateOfAddress()))], { type: "text/csv;charset=utf-8" }));
    element("a", { href: address, download: "fasail-events.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  // Together

  /** Bring the page to a state. The first page of all events stands there as built and is not drawn again. */
  function show(state, asBuilt = false) {
    const found = selected(state);
    const page = Math.min(state.page, Math.max(1, Math.ceil(found.length / PAGE)));
    const all = found.length === events.length;
    byId("explorer-count").textContent = all ? counted(found.length) : `${number(found.length)} of ${counted(events.length)}`;
    const countries = tally(found, (event) => (event.country ? [event.country] : []));
    drawMap(found, countries);
    byId("explorer-timeline").replaceChildren(timeline(found));
    byId("explorer-counts").replaceChildren(...lists(found, countries, state));
    if (!asBuilt) list.replaceChildren(...found.slice((page - 1) * PAGE, page * PAGE).map(entry));
    showPages(found, { ...state, page });
  }

  /** Go to a state by an act of the reader; a word that is typed on does not add to the history. */
  function go(state, typedOn = false) {
    history[typedOn ? "replaceState" : "pushState"](null, "", addressOf(state));
    fillForm(state);
    show(state);
  }

  let typing = false;
  let waiting = 0;

  function typed() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const before = form.elements.q.value;
      history[typing ? "replaceState" : "pushState"](null, "", addressOf(stateOfForm()));
      typing = before !== "";
      show(stateOfForm());
    }, 150);
  }

  function start() {
    const state = stateOfAddress();
    fillForm(state);
    const filtered = addressOf(state).startsWith("#");
    byId("explorer").hidden = false;
    byId("explorer-static").hidden = true;
    const wide = matchMedia("(min-width: 60em)").matches;
    for (const folded of ["explorer-filters", "explorer-views"]) byId(folded).open = wide;
    show(state, !filtered);
    form.elements.q.addEventListener("input", typed);
    form.addEventListener("change", (event) => {
      typing = false;
      if (event.target !== form.elements.q) go(stateOfForm());
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      go({ page: 1 });
    });
    map.addEventListener("click", ({ target }) => {
      if (target.matches(".map-country.counted")) filterBy("country", target.dataset.of)();
    });
    byId("explorer-download").addEventListener("click", download);
    window.addEventListener("popstate", () => {
      typing = false;
      const fresh = stateOfAddress();
      fillForm(fresh);
      show(fresh);
    });
  }

  start();
})();
