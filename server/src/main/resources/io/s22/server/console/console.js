// Keeps what is marked live as the server has it: asks every two seconds, and puts it in place if
// it changed, with what the viewer had opened, where he had scrolled, and the focus he had.
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

  const live = (root) => {
    let seen = null;
    const ask = async () => {
      let next = EVERY;
      try {
        const answer = await fetch(root.dataset.live, {cache: 'no-store', redirect: 'error'});
        if (!answer.ok) throw new Error(String(answer.status));
        const html = await answer.text();
        if (html !== seen) {
          const kept = keep(root);
          root.innerHTML = html;
          restore(root, kept);
          seen = html;
        }
      } catch (trouble) {
        next = AFTER_TROUBLE;
      }
      setTimeout(ask, next);
    };
    setTimeout(ask, EVERY);
  };

  document.querySelectorAll('[data-live]').forEach(live);
})();
