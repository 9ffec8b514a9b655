// Builds the map again after its WebGL context was lost.
//
// A browser takes the context away when the graphics driver restarts, when a computer wakes up, or when too many maps are
// open. What MapLibre restores by itself lacks patterns and names, so the map is built again from its description. Not
// every browser reports that graphics work again, so the map is built after a wait without such a report too.

// ms to wait before each attempt; after the last one a message replaces the map.
const WAITS = [2000, 5000, 15000];
// After this many ms without a loss, the number of attempts starts again at zero.
const STABLE = 60000;

export class ContextRecovery {
  // onLost: remove the lost map; rebuild: make a new one; onFailed: no attempt is left
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

  // Schedule another attempt after one that failed: whether there is one. A map that never had a context gets none.
  retry() {
    return this.attempts > 0 && this.schedule();
  }

  schedule(canvas) {
    this.cancel();
    if (this.attempts === WAITS.length) return false;
    const stop = new AbortController();
    const {signal} = stop;
    const again = () => {
      // A hidden page may be refused a context: wait until it is visible.
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
