import { getFirstCollision, KeyboardSensor, type KeyboardSensorProps } from '@dnd-kit/core';
import { flushSync } from 'react-dom';

const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
const drops = ['Space', 'Enter', 'Tab'];
const strokes = [...arrows, ...drops, 'Escape'];

/** After so many frames a stroke is passed on even if nothing has come to rest, so that nobody is left holding something. */
const PATIENCE = 60;

/** For so many frames nothing may change: a scroll is heard of a frame after it, and drawn a frame later. */
const REST = 3;

/**
 * dnd-kit's keyboard, without losing strokes. dnd-kit hears strokes only some time after the pick-up, and reads where the
 * dragged thing is from the last drawing: a quick Space, arrow, Space would drop it where it was, or not at all. Here
 * strokes wait in line until what the one before caused is drawn and measured.
 */
export class SteadyKeyboardSensor extends KeyboardSensor {
  readonly #drag: KeyboardSensorProps;
  readonly #line: KeyboardEvent[] = [];
  #frame = 0;

  constructor(drag: KeyboardSensorProps) {
    const over = (end: () => void) => () => {
      this.#letGo();
      end();
    };
    super({
      ...drag,
      // Drawn at once: what a move changes must be seen to be on its way before the next stroke is looked at.
      onMove: (to) => flushSync(() => drag.onMove(to)),
      onEnd: over(drag.onEnd),
      onCancel: over(drag.onCancel),
    });
    this.#drag = drag;
    // On the way down, before anything else hears it. The stroke that picked up has passed here already.
    window.addEventListener('keydown', this.#queue, true);
  }

  readonly #queue = (event: KeyboardEvent): void => {
    // What was dragged may be gone, taken away by another user's change.
    if (!this.#drag.activeNode.node.current?.isConnected) this.#letGo();
    else if (strokes.includes(event.code)) this.#hold(event);
  };

  #hold(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#line.push(event);
    if (this.#line.length === 1) this.#passOn(PATIENCE);
  }

  #passOn(patience: number, before?: string, rested = 0): void {
    this.#frame = requestAnimationFrame(() => {
      const now = this.#stance();
      const rest = now !== undefined && now === before ? rested + 1 : 0;
      if (rest < REST && patience > 0) return this.#passOn(patience - 1, now, rest);
      const stroke = this.#line.shift();
      // biome-ignore lint/complexity/useLiteralKeys: the handler is private to the base class, and wanted here all the same
      if (stroke) this['handleKeyDown'](stroke);
      if (this.#line.length > 0) this.#passOn(PATIENCE);
    });
  }

  /** Where the dragged thing is, what it is over and how far is scrolled; undefined until all are known and agree. */
  #stance(): string | undefined {
    const { active, collisionRect, collisions, over, scrollableAncestors } = this.#drag.context.current;
    if (!active || !collisionRect || !collisions) return undefined;
    const first = getFirstCollision(collisions, 'id');
    if (first === null || first !== over?.id) return undefined;
    const scrolled = scrollableAncestors.map(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
    return JSON.stringify([collisionRect.left, collisionRect.top, first, scrolled]);
  }

  #letGo(): void {
    cancelAnimationFrame(this.#frame);
    window.removeEventListener('keydown', this.#queue, true);
    this.#line.length = 0;
  }
}
