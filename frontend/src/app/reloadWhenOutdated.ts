const KEY = 'reloaded-for-new-version';
const AGAIN_AFTER = 60_000;

/**
 * A page that was open while the server got a new version asks for files that are gone: load it anew, at the address that `goingTo` gives.
 * Once a minute at most, so that a file that is truly missing shows its error instead of a loop.
 */
export function reloadWhenOutdated(goingTo: () => string): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(KEY)) < AGAIN_AFTER) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    event.preventDefault();
    const address = goingTo();
    if (address === window.location.pathname + window.location.search) window.location.reload();
    else window.location.assign(address);
  });
}
