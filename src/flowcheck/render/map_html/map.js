"use strict";
// What is drawn, the table and the proofs are one set of flows, each known by its mark.
(() => {
  const one = (what, where = document) => where.querySelector(what);
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const marks = (group) => group.dataset.flows.split(" ");
  const form = one("form"), count = one("#count"), nothing = one("#nothing"), gone = one("#gone");
  const proofs = one("#proofs"), pages = one("#page"), sheets = all(".sheet"), drawn = all(".flow");
  const flows = new Map(all("noscript").map((kept) => [kept.dataset.mark, { kept, drawn: [] }]));
  for (const row of all("tr[data-mark]")) flows.get(row.dataset.mark).row = row;
  for (const group of drawn) for (const mark of marks(group)) flows.get(mark).drawn.push(group);
  document.documentElement.classList.add("js");

  // Pages
  function turn(number) {
    sheets.forEach((sheet, index) => sheet.classList.toggle("on", index === number));
    pages.selectedIndex = number;
    for (const button of all("[data-step]")) button.disabled = !sheets[number + +button.dataset.step];
  }
  pages.addEventListener("change", () => turn(pages.selectedIndex));
  for (const button of all("[data-step]")) {
    button.addEventListener("click", () => turn(pages.selectedIndex + +button.dataset.step));
  }

  // A drawing moves and grows within its frame; the printer takes it as it was
  const views = new Map(all(".stage").map((frame) => [frame, { x: 0, y: 0, scale: 1 }]));
  const within = (value, low, high) => Math.min(Math.max(value, low), high);
  function place(frame, view) {
    const { width, height } = one("svg", frame).viewBox.baseVal, { scale } = view;
    view.x = scale > 1 ? within(view.x, width * (0.9 - scale), width * 0.1) : 0;
    view.y = scale > 1 ? within(view.y, height * (0.9 - scale), height * 0.1) : 0;
    one(".view", frame).style.transform = `translate(${view.x}px,${view.y}px) scale(${scale})`;
    frame.classList.toggle("near", scale > 1);
  }
  function move(frame, dx, dy) {
    const view = views.get(frame), unit = one("svg", frame).getScreenCTM().a;
    view.x += dx / unit;
    view.y += dy / unit;
    place(frame, view);
  }
  function zoom(frame, factor, clientX, clientY) {
    const view = views.get(frame), svg = one("svg", frame), unit = svg.getScreenCTM();
    const { width, height } = svg.viewBox.baseVal, scale = within(view.scale * factor, 1, 24);
    const x = clientX === undefined ? width / 2 : (clientX - unit.e) / unit.a;
    const y = clientY === undefined ? height / 2 : (clientY - unit.f) / unit.d;
    view.x = x - ((x - view.x) * scale) / view.scale;
    view.y = y - ((y - view.y) * scale) / view.scale;
    view.scale = scale;
    place(frame, view);
  }
  for (const button of all("[data-zoom]")) {
    button.addEventListener("click", () => {
      const frame = one(".sheet.on .stage");
      if (frame) zoom(frame, +button.dataset.zoom);
    });
  }

  const MOVES = { ArrowLeft: [60, 0], ArrowUp: [0, 60], ArrowRight: [-60, 0], ArrowDown: [0, -60] };
  const ZOOMS = { "+": 1.4, "=": 1.4, "-": 1 / 1.4, 0: 0 };
  for (const frame of views.keys()) {
    const fingers = new Map();
    let moved = 0;
    frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(frame, Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
    }, { passive: false });
    frame.addEventListener("pointerdown", (event) => {
      if (!fingers.size) moved = 0;
      if (!event.button) fingers.set(event.pointerId, event);
    });
    frame.addEventListener("pointermove", (event) => {
      const was = fingers.get(event.pointerId);
      if (!was) return;
      fingers.set(event.pointerId, event);
      const dx = event.clientX - was.clientX, dy = event.clientY - was.clientY;
      moved += Math.hypot(dx, dy);
      if (moved < 5) return;
      frame.setPointerCapture(event.pointerId);
      const other = [...fingers.values()].find((finger) => finger !== event);
      if (other) {
        const far = (at) => Math.hypot(at.clientX - other.clientX, at.clientY - other.clientY) || 1;
        zoom(frame, far(event) / far(was), other.clientX, other.clientY);
      } else move(frame, dx, dy);
    });
    for (const end of ["pointerup", "pointercancel"]) {
      frame.addEventListener(end, (event) => fingers.delete(event.pointerId));
    }
    frame.addEventListener("click", (event) => {
      const group = event.target.closest(".flow");
      if (group && moved < 5) choose(group);
    });
    frame.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const group = event.target.closest(".flow"), to = MOVES[event.key];
      if (event.key in ZOOMS) zoom(frame, ZOOMS[event.key]);
      else if (group && (event.key === "Enter" || event.key === " ")) choose(group);
      else if (group && to) walk(frame, group, to[0] + to[1] < 0 ? 1 : -1);
      else if (to) move(frame, ...to);
      else return;
      event.preventDefault();
    });
  }

  // Tab reaches one flow of a page, arrow keys the others
  function stop(frame, group) {
    for (const other of all(".flow[role]", frame)) other.tabIndex = other === group ? 0 : -1;
  }
  function walk(frame, group, step) {
    const groups = all(".flow[role]:not(.out)", frame);
    const next = groups.at((groups.indexOf(group) + step) % groups.length);
    stop(frame, next);
    next.focus({ preventScroll: true });
  }

  // The address says which flow is chosen, so that it can be linked and Back returns
  let opener = null, home = null;
  function choose(group) {
    const left = marks(group).filter((mark) => !flows.get(mark).out);
    opener = group;
    if (left.length === 1) go(left[0]);
    else if (left.length) offer(left);
  }
  function go(mark) {
    if (location.hash !== `#${mark}`) history.pushState(null, "", `#${mark}`);
    show(mark);
  }
  function offer(chosen) {
    const article = document.createElement("article"), title = document.createElement("h3");
    title.textContent = `${chosen.length} flows on this line`;
    title.tabIndex = -1;
    article.append(title);
    article.className = "choose";
    for (const mark of chosen) {
      const [verdict, link, , , data] = flows.get(mark).row.cells, line = document.createElement("p");
      for (const cell of [verdict, link, data]) line.append(...cell.cloneNode(true).childNodes, " ");
      article.append(line);
    }
    one(".choose")?.remove();
    proofs.append(article);
    reveal(article, chosen);
  }
  function reveal(article, chosen) {
    for (const node of all(".flow.on, tr.on, article.on")) node.classList.remove("on");
    for (const { row, drawn } of chosen.map((mark) => flows.get(mark))) {
      for (const node of [row, ...drawn]) node.classList.add("on");
    }
    article?.classList.add("on");
    proofs.classList.toggle("on", Boolean(article));
    proofs.scrollTop = 0;
    if (article) one("h3", article).focus({ preventScroll: true });
  }
  function proof(mark) {
    const flow = flows.get(mark), made = document.createElement("template");
    if (!flow.article) {
      made.innerHTML = flow.kept.textContent;
      flow.article = made.content.firstElementChild;
      flow.article.removeAttribute("id"); // else the browser scrolls there
      proofs.append(flow.article);
    }
    return flow.article;
  }
  function show(mark) {
    const { row, drawn } = flows.get(mark), shown = opener?.closest(".sheet.on"), article = proof(mark);
    const alone = drawn.filter((group) => marks(group).length === 1).at(-1) ?? drawn[0];
    if (alone && !shown) turn(sheets.indexOf(alone.closest(".sheet")));
    home = alone?.role ? alone : one("a", row);
    reveal(article, [mark]);
  }
  function close() {
    if (!proofs.classList.contains("on")) return;
    reveal(null, []);
    if (location.hash) history.pushState(null, "", location.pathname + location.search);
    (opener ?? home)?.focus({ preventScroll: true });
    opener = home = null;
  }
  function read() {
    const hash = location.hash.slice(1), mark = [hash, `flow-${hash}`].find((name) => flows.has(name));
    home = null;
    if (mark) show(mark);
    else if (hash && !document.getElementById(hash)) {
      one("code", gone).textContent = hash;
      reveal(gone, []);
    } else reveal(null, []);
    proofs.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a"), row = event.target.closest("tr[data-mark]");
    const mark = link ? link.getAttribute("href").slice(1) : row?.dataset.mark;
    if (!flows.has(mark) || (!link && String(getSelection()))) return;
    event.preventDefault();
    if (row) opener = one("a", row);
    go(mark);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  one("#close").addEventListener("click", close);
  addEventListener("popstate", read);

  // Filters: a flow stays where every list and every word finds it
  const plain = (text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim()}`;
  let texts = null;
  function filter() {
    const said = form.search.value.trim(), lists = all("select", form).filter((list) => list.value);
    const words = plain(said).match(/ [ -~]+?(?= |$)|[^ ]+/g) ?? [];
    if (words.length) {
      texts ??= new Map([...flows].map(([mark, { row, kept }]) =>
        [mark, plain(`${row.textContent} ${kept.textContent.replace(/<[^>]*>|&[#\w]+;/g, " ")}`)]));
    }
    let left = 0;
    for (const [mark, flow] of flows) {
      const found = lists.every((list) => flow.row.dataset[list.name].split(" ").includes(list.value))
        && words.every((word) => texts.get(mark).includes(word));
      flow.row.hidden = flow.out = !found;
      left += found;
    }
    for (const group of drawn) {
      const out = marks(group).every((mark) => flows.get(mark).out);
      group.classList.toggle("out", out);
      group.setAttribute("aria-hidden", out || !group.role);
    }
    sheets.forEach((sheet, index) => {
      const shown = all(".flow:not(.out)", sheet), option = pages.options[index];
      const on = new Set(shown.flatMap(marks).filter((mark) => !flows.get(mark).out)).size;
      sheet.classList.toggle("none", left < flows.size && !on);
      option.text = option.label.replace(/ \(\d+\)$/, "") + (left < flows.size ? ` (${on})` : "");
    });
    for (const frame of views.keys()) {
      stop(frame, one('.flow[tabindex="0"]:not(.out)', frame) ?? one(".flow[role]:not(.out)", frame));
    }
    const how = [count.dataset.filtered, said && `search: ${said}`];
    for (const list of lists) {
      how.push(`${list.name}: ${list.selectedOptions[0].textContent.replace(/ \(\d+\)$/, "")}`);
    }
    const why = how.filter(Boolean).join("; ");
    const of = `${left.toLocaleString("en")} of ${count.dataset.total} flows`;
    nothing.hidden = left;
    count.classList.toggle("on", Boolean(why));
    count.textContent = why ? `FILTERED: ${of} (${why})` : of;
    for (const banner of all(".filtered")) banner.textContent = why ? count.textContent : "";
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));

  // The table in another order
  const heads = all("#flows th"), body = one("#flows tbody"), order = new Intl.Collator("en", { numeric: true });
  heads.forEach((head, column) => one("button", head).addEventListener("click", () => {
    const turned = head.ariaSort === "ascending" ? -1 : 1;
    for (const other of heads) other.ariaSort = "none";
    head.ariaSort = turned > 0 ? "ascending" : "descending";
    const key = (row) => (column ? row.cells[column].textContent : row.dataset.grade);
    body.append(...[...body.rows].sort((a, b) => turned * order.compare(key(a), key(b))));
  }));

  if (sheets.length) turn(0);
  filter();
  read();
})();
