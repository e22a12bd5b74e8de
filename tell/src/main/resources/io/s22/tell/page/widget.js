// For pages of others: writes the state into every element that carries data-s22-status, and writes it
// anew each minute. It adds text and one attribute, no style and no markup, so the strictest policy of
// a page allows it: script-src and connect-src of this address. Without it a link stays a link.
//   <script src="https://status.example.org/widget.js" async></script>
//   <a href="https://status.example.org/" data-s22-status>Status</a>
(() => {
  'use strict';
  const base = new URL('.', document.currentScript.src);
  const signs = {none: '✔', minor: '▽', major: '✖', critical: '✖', maintenance: '◆'};
  const show = () => {
    const zh = (document.documentElement.lang || navigator.language).startsWith('zh');
    const address = new URL('api/v2/summary.json?lang=' + (zh ? 'zh' : 'en'), base);
    fetch(address, {credentials: 'omit', cache: 'no-cache'})
      .then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))
      .then((summary) => {
        for (const node of document.querySelectorAll('[data-s22-status]')) {
          const indicator = summary.status.indicator;
          node.textContent = (signs[indicator] || '') + ' ' + summary.status.description;
          node.dataset.s22Status = indicator;
        }
      })
      .catch(() => {
        // Not to be had is no state: what was said of it before is no longer so.
        for (const node of document.querySelectorAll('[data-s22-status]:not([data-s22-status=""])')) {
          node.textContent = zh ? '? 状态未知' : '? Status not known';
          node.dataset.s22Status = 'unknown';
        }
      });
  };
  show();
  setInterval(show, 60000 + Math.random() * 10000);
})();
