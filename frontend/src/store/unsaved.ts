/** The unsaved drawing of a workflow, kept in this browser until the server has it. */

export interface Unsaved<D> {
  readonly document: D;
  /** The number of the draft that it was drawn from. */
  readonly number: number;
  readonly at: string;
}

function keyOf(workflow: number | string): string {
  return `dataflow:unsaved:${workflow}`;
}

/** Keep the drawing; a browser that has no room or no storage keeps what it had, and saving goes on all the same. */
export function keepUnsaved<D>(workflow: number | string, unsaved: Unsaved<D>): void {
  try {
    localStorage.setItem(keyOf(workflow), JSON.stringify(unsaved));
  } catch {
    // There is no room: the drawing is still on its way to the server.
  }
}

export function forgetUnsaved(workflow: number | string): void {
  try {
    localStorage.removeItem(keyOf(workflow));
  } catch {
    // Storage is switched off: there is nothing to forget.
  }
}

export function findUnsaved<D>(workflow: number | string): Unsaved<D> | null {
  try {
    const text = localStorage.getItem(keyOf(workflow));
    return text ? (JSON.parse(text) as Unsaved<D>) : null;
  } catch {
    return null;
  }
}
