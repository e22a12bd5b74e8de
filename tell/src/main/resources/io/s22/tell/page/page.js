// What a page can do beyond being read: tell its own age, count on, show the viewer's time, and take
// changes from the server: by WebSocket, else server-sent events, else polling. Without it the page
// says the same in words and absolute times.
(() => {
  'use strict';
  const html = document.documentElement;
  const zh = html.lang.startsWith('zh');
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => document.querySelectorAll(selector);
  const minute = 60, hour = 3600, day = 86400;
  // The machine's clock may be wrong: the server's is what counts while the page is live.
  let skew = 0;
  const now = () => Date.now() + skew;

  const unit = (n, en, cn) => n + (zh ? ' ' + cn : ' ' + en);
  const words = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    const d = Math.floor(s / day), h = Math.floor(s % day / hour), m = Math.floor(s % hour / minute);
    if (d) return unit(d, 'd', '天') + (h ? ' ' + unit(h, 'h', '小时') : '');
    if (h) return unit(h, 'h', '小时') + (m ? ' ' + unit(m, 'min', '分') : '');
    if (m >= 10) return unit(m, 'min', '分钟');
    return m ? m + ':' + String(s % 60).padStart(2, '0') : unit(s, 's', '秒');
  };
  const set = (node, text) => { if (node && node.textContent !== text) node.textContent = text; };

  const tick = () => {
    const asOf = find('[data-asof]'), until = find('.age [data-until]'), age = find('[data-age]');
    if (asOf && age) {
      const old = now() - Date.parse(asOf.dateTime);
      set(age, old < 1000 ? '' : zh ? '（' + words(old) + '前）' : ' (' + words(old) + ' ago)');
      const stale = find('#stale');
      if (stale) stale.hidden = now() <= Date.parse(until.dateTime);
      html.dataset.stale = String(now() > Date.parse(until.dateTime));
    }
    for (const node of all('[data-closes]')) {
      const opens = Date.parse(node.dataset.opens), closes = Date.parse(node.dataset.closes), t = now();
      const late = t > closes && node.dataset.started === 'yes';
      const label = t < opens ? node.dataset.in : late ? node.dataset.over : node.dataset.left;
      set(node.parentNode.querySelector('dt'), label);
      set(node, words(t < opens ? opens - t : late ? t - closes : closes - t));
      node.classList.toggle('alarm', late);
    }
    for (const node of all('[data-promise]')) {
      if (now() > Date.parse(node.dateTime)) {
        set(node.closest('div').querySelector('dt'), node.dataset.missed);
        node.parentNode.classList.add('alarm');
      }
    }
  };

  const local = () => {
    const format = new Intl.DateTimeFormat(html.lang, {dateStyle: 'medium', timeStyle: 'short'});
    for (const node of all('[data-local]')) {
      const from = new Date(node.dataset.from), to = new Date(node.dataset.to);
      set(node, node.dataset.words + ': ' + format.formatRange(from, to));
    }
  };

  // Regions are replaced as a whole; what a viewer opened stays open, and the focus stays where it was.
  const replace = (key, text) => {
    const old = document.querySelector('[data-r="' + CSS.escape(key) + '"]');
    if (!old) return false;
    const made = document.createRange().createContextualFragment(text).firstElementChild;
    const open = old.querySelector('details');
    const fresh = made && made.querySelector('details');
    if (open && fresh) fresh.open = open.open;
    const focused = old.contains(document.activeElement) && document.activeElement.tagName === 'SUMMARY';
    old.replaceWith(made);
    const summary = focused && made.querySelector('summary');
    if (summary) summary.focus();
    return true;
  };

  let version = Number(html.dataset.version) || 0;
  const take = (message) => {
    if (message.at) {
      skew = Date.parse(message.at) - Date.now();
      const asOf = find('[data-asof]');
      if (asOf && message.age) replace('age', message.age);
    }
    if (message.v <= version && !message.whole) return tick();
    version = message.v;
    let missing = false;
    for (const [key, text] of Object.entries(message.r || {})) missing = !replace(key, text) || missing;
    if (missing) location.reload();
    local();
    tick();
  };

  // Jitter keeps a crowd whose connections were cut at once from coming back at once.
  let failures = 0, socketsFailed = 0, streamsFailed = 0;
  const pause = () => (Math.random() + 0.5) * Math.min(15000, 500 * 2 ** Math.min(failures++, 5));
  const address = (path) => path + '?lang=' + (zh ? 'zh' : 'en') + '&since=' + version;
  const poll = () => fetch(address('live/poll'), {cache: 'no-store'})
    .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))
    .then((message) => { failures = 0; html.dataset.transport = 'polling'; take(message); setTimeout(poll, 10000 + Math.random() * 5000); })
    .catch(() => setTimeout(poll, pause() + 5000));
  const stream = () => {
    if (!window.EventSource || streamsFailed > 2) return poll();
    const source = new EventSource(address('live/events'));
    source.onmessage = (event) => {
      failures = 0; streamsFailed = 0;
      html.dataset.transport = 'events';
      take(JSON.parse(event.data));
    };
    source.onerror = () => { source.close(); streamsFailed++; setTimeout(stream, pause()); };
  };
  const connect = () => {
    if (!window.WebSocket || socketsFailed > 2) return stream();
    const base = new URL(address('live/socket') + '&as=bytes', location.href);
    base.protocol = base.protocol.replace('http', 'ws');
    let told = false, socket;
    try {
      socket = new WebSocket(base);
    } catch (refused) {
      // A policy of the browser's forbids it: nothing will come of trying again.
      socketsFailed = 3;
      return stream();
    }
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (event) => {
      told = true; failures = 0; socketsFailed = 0;
      html.dataset.transport = 'websocket';
      take(JSON.parse(new TextDecoder().decode(event.data)));
    };
    let over = false;
    const next = () => { if (over) return; over = true; if (!told) socketsFailed++; setTimeout(connect, pause()); };
    socket.onclose = next;
    // A proxy that swallows the upgrade leaves the socket neither open nor closed.
    setTimeout(() => { if (!told && !over) { socketsFailed = 3; socket.close(); next(); } }, 10000);
  };

  local();
  tick();
  setInterval(tick, 1000);
  if (html.dataset.live === 'yes') connect();
})();
