// Before the first paint, or the page flashes in the other theme.
try {
  var stored = JSON.parse(localStorage.getItem('g4f.settings') || '{}').state || {};
  if (stored.theme === 'light' || stored.theme === 'dark') document.documentElement.dataset.theme = stored.theme;
  if (stored.language === 'ru' || (stored.language !== 'en' && /^ru\b/.test(navigator.language))) document.documentElement.lang = 'ru';
} catch {
  // Storage is shut: the system's theme holds.
}
