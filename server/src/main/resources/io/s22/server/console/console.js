// Keeps what is marked live as the server has it: by server-sent events, or, where those do not
// get through, by asking every two seconds. Puts it in place if it changed, with what the viewer had
// opened, where he had scrolled, and the focus he had.
(() => {
  'use strict';
  const EVERY = 2000;
  const AFTER_TROUBLE = 10000;

  const keep = (root) => ({
    open: [...root.querySelectorAll('details[open]')].map((d) => d.dataset.key),
    scrolled: [...root.querySelectorAll('[role=region]')].map((e) =>
      [e.getAttribute('aria-label'), e.scrollTop, e.scrollLeft,
        e.scrollTop > 0 && e.scrollHeight - e.scrollTop - e.clientHeight < 8]),
    focus: root.contains(document.activeElement)
      ? document.activeElement.getAttribute('aria-label') || document.activeElement.textContent : null,
  });

  const restore = (root, kept) => {
    for (const d of root.querySelectorAll('details')) d.open = kept.open.includes(d.dataset.key);
    for (const e of root.querySelectorAll('[role=region]')) {
      const was = kept.scrolled.find((s) => s[0] === e.getAttribute('aria-label'));
      if (was) { e.scrollTop = was[3] ? e.scrollHeight : was[1]; e.scrollLeft = was[2]; }
    }
    if (kept.focus) {
      const again = [...root.querySelectorAll('[tabindex],summary,a')].find((e) =>
        (e.getAttribute('aria-label') || e.textContent) === kept.focus);
      if (again) again.focus({preventScroll: true});
    }
  };

  const place = (root, html) => {
    const kept = keep(root);
    root.innerHTML = html;
    restore(root, kept);
  };

  const poll = (root) => {
    let seen = null;
    const ask = async () => {
      let next = EVERY;
      try {
        const answer = await fetch(root.dataset.live, {cache: 'no-store', redirect: 'error'});
        if (!answer.ok) throw new Error(String(answer.status));
        const html = await answer.text();
        if (html !== seen) {
          place(root, html);
          seen = html;
        }
      } catch (trouble) {
        next = AFTER_TROUBLE;
      }
      setTimeout(ask, next);
    };
    setTimeout(ask, EVERY);
  };

  const live = (root) => {
    if (!window.EventSource) return poll(root);
    const source = new EventSource(root.dataset.live);
    root.dataset.by = 'events';
    source.onmessage = (event) => place(root, event.data);
    source.addEventListener('out', () => {
      source.close();
      location.reload();
    });
    // The browser comes again by itself; only when it gives up is the server asked instead.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        root.dataset.by = 'polling';
        poll(root);
      }
    };
  };

  document.querySelectorAll('[data-live]').forEach(live);
})();
