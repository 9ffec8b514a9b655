// A lost WebGL context: the map is built again.
//
// A browser takes the context away when the graphics driver restarts, when a computer wakes up, or when too many maps are
// open. What MapLibre restores by itself lacks patterns and names, so the map is built again from its description. The
// browser may say when graphics work again; it need not, so after a wait the map is built all the same.

// ms to wait before each attempt; after the last one the map stays as it is, with a word about it.
const WAITS = [2000, 5000, 15000];
// A map that has worked for so long, in ms, has all attempts before it again.
const STABLE = 60000;

export class ContextRecovery {
  // onLost: take the dead map away; rebuild: make another one; onFailed: there will be none.
  constructor({onLost, rebuild, onFailed}) {
    Object.assign(this, {onLost, rebuild, onFailed, attempts: 0, cancel: () => {}});
  }

  watch(map) {
    const canvas = map.getCanvas();
    const since = performance.now();
    map.once('webglcontextlost', () => {
      if (performance.now() - since > STABLE) this.attempts = 0;
      this.onLost();
      if (!this.schedule(canvas)) this.onFailed(new Error('the WebGL context was lost again and again'));
    });
  }

  // Whether another attempt follows one that failed; a map that never had a context is not waited for.
  retry() {
    return this.attempts > 0 && this.schedule();
  }

  schedule(canvas) {
    this.cancel();
    if (this.attempts === WAITS.length) return false;
    const stop = new AbortController();
    const {signal} = stop;
    const again = () => {
      // A hidden page may not get a context; it has time until somebody looks.
      if (document.hidden) return;
      this.cancel();
      this.rebuild();
    };
    const timer = setTimeout(
      () => {
        document.addEventListener('visibilitychange', again, {signal});
        again();
      },
      WAITS[this.attempts++],
    );
    canvas?.addEventListener('webglcontextrestored', again, {signal});
    this.cancel = () => {
      clearTimeout(timer);
      stop.abort();
    };
    return true;
  }
}
