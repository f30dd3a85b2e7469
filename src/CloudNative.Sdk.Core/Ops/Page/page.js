(() => {
  'use strict';
  const period = 2000;
  const patience = 10000;
  const page = document.getElementById('page');
  const gone = document.getElementById('gone');
  const pause = document.getElementById('pause');
  let timer, since = null, isPaused = false, isAsking = false;

  const key = node => node.nodeType === 1 ? node.id || node.dataset.key || '' : '';

  // Makes the old node like the new one, and leaves alone what is alike: focus, selection, open details and typed text stay.
  function follow(old, next) {
    if (old.isEqualNode(next) || old.nodeName === 'OUTPUT') return;
    if (old.nodeName !== next.nodeName || key(old) !== key(next)) { old.replaceWith(next); return; }
    if (old.nodeType !== 1) { old.nodeValue = next.nodeValue; return; }
    for (const { name } of [...old.attributes]) if (name !== 'open' && !next.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const known = new Map([...old.children].filter(key).map(child => [key(child), child]));
    let at = old.firstChild;
    for (const child of [...next.childNodes]) {
      const name = key(child);
      const match = name ? known.get(name) : at && !key(at) ? at : null;
      known.delete(name);
      if (!match) { old.insertBefore(child, at); continue; }
      if (match === at) at = at.nextSibling; else old.insertBefore(match, at);
      follow(match, child);
    }
    while (at) { const rest = at.nextSibling; at.remove(); at = rest; }
  }

  function show(html) {
    const next = new DOMParser().parseFromString(html, 'text/html').getElementById('page');
    if (next.dataset.process !== page.dataset.process) { location.reload(); return; }
    document.title = next.dataset.title;
    const icon = document.getElementById('icon');
    if (icon.getAttribute('href') !== next.dataset.icon) icon.setAttribute('href', next.dataset.icon);
    follow(page, next);
  }

  async function refresh() {
    if (isAsking) return;
    isAsking = true;
    clearTimeout(timer);
    try {
      const answer = await fetch('?fragment', { headers: { Accept: 'text/html' }, cache: 'no-store', signal: AbortSignal.timeout(patience) });
      if (!answer.ok) throw new Error(answer.statusText);
      const html = await answer.text();
      since = null;
      show(html);
    } catch {
      since ??= new Date();
      document.title = 'Not answering';
    }
    const text = since ? `Not answering since ${since.toLocaleTimeString()}. What you see is from before.` : '';
    if (gone.textContent !== text) gone.textContent = text;
    gone.hidden = !since;
    isAsking = false;
    wait();
  }

  function wait() {
    clearTimeout(timer);
    if (!isPaused && document.visibilityState === 'visible') timer = setTimeout(refresh, period);
  }

  async function send(form, button) {
    const said = form.querySelector('output');
    try {
      const answer = await fetch(form.getAttribute('action'), { method: 'POST', headers: { Accept: 'text/html' }, body: new URLSearchParams(new FormData(form, button)) });
      said.textContent = answer.ok ? '' : await answer.text();
      if (answer.ok) form.reset();
    } catch {
      said.textContent = 'No answer.';
    }
    refresh();
  }

  document.addEventListener('submit', event => { event.preventDefault(); send(event.target, event.submitter); });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && !isPaused ? refresh() : wait());
  pause.addEventListener('click', () => {
    isPaused = !isPaused;
    pause.textContent = isPaused ? 'Resume' : 'Pause';
    if (isPaused) wait(); else refresh();
  });
  pause.hidden = false;
  wait();
})();
