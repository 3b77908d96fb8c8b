const KEY = 'reloaded-for-new-version';
const AGAIN_AFTER = 60_000;

/**
 * A page that was open while the server got a new version asks for files that are gone: load it anew.
 * Once a minute at most, so that a file that is truly missing shows its error instead of a loop.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(KEY)) < AGAIN_AFTER) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
